using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Shipments.TestKit.Certificates;

/// <summary>An authority of a test's own, and the certificates that it makes, as files that are removed with it.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string Section = "Shipments:Cluster:Tls:";

    private readonly TempFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private int _serial;

    /// <summary>Makes one that is good from yesterday for ten years.</summary>
    public TestAuthority(string name)
    {
        CertificateRequest request = new($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(10));
        AuthorityFile = Write("authority.pem", _certificate.ExportCertificatePem());
    }

    /// <summary>Its own certificate.</summary>
    public string AuthorityFile { get; }

    /// <summary>A new key and a certificate of it.</summary>
    /// <param name="name">Who has it.</param>
    /// <param name="from">From when it is good; null: since an hour.</param>
    /// <param name="until">Until when; null: for a year.</param>
    /// <param name="subject">What the certificate calls it; null: by its name.</param>
    public (string CertificateFile, string KeyFile) Issue(
        string name, DateTimeOffset? from = null, DateTimeOffset? until = null, string? subject = null) => Issue(_certificate, "", name, from, until, subject);

    /// <summary>The same with an authority between, whose certificate follows in the file.</summary>
    public (string CertificateFile, string KeyFile) IssueByAnother(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=between", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using X509Certificate2 certificate = request.Create(
            _certificate, DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddYears(2), BitConverter.GetBytes(Interlocked.Increment(ref _serial)));
        using X509Certificate2 signing = certificate.CopyWithPrivateKey(key);
        return Issue(signing, "\n" + certificate.ExportCertificatePem(), name, null, null, null);
    }

    /// <summary>A file beside the others.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The settings of a process that has a certificate of this authority and believes the one in the file, its own unless another is named.</summary>
    public Dictionary<string, string?> Settings(string name, string? authorityFile = null)
    {
        (string certificate, string key) = Issue(name);
        return new Dictionary<string, string?>
        {
            [Section + "Required"] = "true",
            [Section + "CertificateFile"] = certificate,
            [Section + "KeyFile"] = key,
            [Section + "AuthorityFile"] = authorityFile ?? AuthorityFile,
        };
    }

    /// <summary>The same settings as variables of an environment.</summary>
    public Dictionary<string, string?> Environment(string name) =>
        Settings(name).ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    private (string CertificateFile, string KeyFile) Issue(
        X509Certificate2 by, string between, string name, DateTimeOffset? from, DateTimeOffset? until, string? subject)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(subject ?? $"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        byte[] serial = BitConverter.GetBytes(Interlocked.Increment(ref _serial));
        using X509Certificate2 certificate = request.Create(
            by, from ?? DateTimeOffset.UtcNow.AddHours(-1), until ?? DateTimeOffset.UtcNow.AddYears(1), serial);
        return (Write($"{name}-{_serial}.pem", certificate.ExportCertificatePem() + between), Write($"{name}-{_serial}.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
