using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Shipments.Contracts.Connections;

/// <summary>Who this process is to others, and whom it believes.</summary>
internal sealed class TlsIdentity
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly X509Certificate2Collection _authorities;

    // The certificate and those between it and the authority, as a handshake sends them.
    private readonly SslStreamCertificateContext _certificate;

    private TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection between, X509Certificate2Collection authorities)
    {
        _certificate = SslStreamCertificateContext.Create(certificate, between, offline: true);
        _authorities = authorities;
    }

    /// <summary>Reads the files.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="now">The time at which the certificates must hold.</param>
    /// <param name="faults">Gets a sentence for each fault, with the setting and its value.</param>
    /// <returns>Null when there is a fault.</returns>
    public static TlsIdentity? Read(TlsOptions options, DateTimeOffset now, ICollection<string> faults)
    {
        PemFile certificateFile = new(nameof(TlsOptions.CertificateFile), options.CertificateFile, faults);
        PemFile keyFile = new(nameof(TlsOptions.KeyFile), options.KeyFile, faults);
        PemFile authorityFile = new(nameof(TlsOptions.AuthorityFile), options.AuthorityFile, faults);
        X509Certificate2Collection? chain = certificateFile.Certificates(now);
        X509Certificate2Collection? authorities = authorityFile.Certificates(now);
        X509Certificate2? certificate = chain is null ? null : keyFile.WithKey(chain[0], certificateFile);
        if (certificate is null || authorities is null || faults.Count > 0)
            return null;
        chain!.RemoveAt(0);
        string? rejection = Rejection(certificate, Policy(authorities, chain, now));
        if (rejection is null)
            return new TlsIdentity(certificate, chain, authorities);
        faults.Add($"{certificateFile.Told} is not of an authority in {authorityFile.Told}: {rejection}");
        return null;
    }

    /// <summary>The part of who was called.</summary>
    /// <param name="peer">Judges the caller's certificate.</param>
    /// <param name="now">The time at which it must hold.</param>
    public SslServerAuthenticationOptions AsServer(TlsPeer peer, DateTimeOffset now) => new()
    {
        ServerCertificateContext = _certificate,
        ClientCertificateRequired = true,
        EnabledSslProtocols = Protocols,
        AllowTlsResume = false,
        AllowRenegotiation = false,
        CertificateChainPolicy = Policy(_authorities, [], now),
        RemoteCertificateValidationCallback = peer.IsTrusted,
    };

    /// <summary>The part of who calls.</summary>
    /// <param name="peer">Judges the certificate of who was called.</param>
    /// <param name="now">The time at which it must hold.</param>
    public SslClientAuthenticationOptions AsClient(TlsPeer peer, DateTimeOffset now) => new()
    {
        TargetHost = "",
        ClientCertificateContext = _certificate,
        EnabledSslProtocols = Protocols,
        AllowTlsResume = false,
        AllowRenegotiation = false,
        CertificateChainPolicy = Policy(_authorities, [], now),
        RemoteCertificateValidationCallback = peer.IsTrusted,
    };

    // Only the cluster's own authority counts, not those of the system. A certificate that was lost is shut out by a new authority.
    private static X509ChainPolicy Policy(X509Certificate2Collection authorities, X509Certificate2Collection between, DateTimeOffset now)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
            VerificationTimeIgnored = false,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ExtraStore.AddRange(between);
        return policy;
    }

    private static string? Rejection(X509Certificate2 certificate, X509ChainPolicy policy)
    {
        using X509Chain chain = new() { ChainPolicy = policy };
        return chain.Build(certificate) ? null : TlsPeer.Say(chain);
    }
}
