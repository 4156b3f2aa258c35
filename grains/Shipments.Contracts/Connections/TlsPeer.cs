using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Shipments.Contracts.Connections;

/// <summary>What one handshake found out about the other side.</summary>
internal sealed class TlsPeer
{
    // Silos are known by addresses that change; that the authority knows it is what makes it a member.
    private const SslPolicyErrors Forgiven = SslPolicyErrors.RemoteCertificateNameMismatch;

    // A stranger chooses what stands there, and it goes to the log.
    private const int SubjectCharactersMax = 200;

    /// <summary>Why its certificate was refused; null while it was not.</summary>
    public string? Rejection { get; private set; }

    /// <summary>Judges the certificate that it showed.</summary>
    public bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        SslPolicyErrors serious = errors & ~Forgiven;
        if (certificate is null)
            Rejection = "it showed no certificate";
        else if (serious != SslPolicyErrors.None)
            Rejection = $"its certificate {Printable(certificate.Subject)} is not accepted: {(chain is null ? $"{serious}" : Say(chain))}";
        return Rejection is null;
    }

    private static string Printable(string subject) =>
        new([.. subject.Take(SubjectCharactersMax).Select(character => char.IsControl(character) ? ' ' : character)]);

    /// <summary>What a chain failed by.</summary>
    public static string Say(X509Chain chain) =>
        string.Join("; ", chain.ChainStatus.Select(status => $"{status.Status} ({status.StatusInformation.Trim()})").Distinct());
}
