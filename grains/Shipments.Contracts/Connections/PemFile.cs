using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Shipments.Contracts.Connections;

/// <summary>A file of the settings, read once. What is wrong with it is added to the faults, once.</summary>
internal sealed class PemFile
{
    private readonly string _path;
    private readonly ICollection<string> _faults;
    private readonly string? _text;

    public PemFile(string option, string path, ICollection<string> faults)
    {
        _path = path;
        _faults = faults;
        Told = $"{TlsOptions.Section}:{option} '{path}'";
        _text = path.Length == 0 ? Fault($"{TlsOptions.Section}:{option} is missing: TLS needs a certificate, its key and an authority.") : Read();
    }

    /// <summary>The setting and its value, for a sentence.</summary>
    public string Told { get; }

    /// <summary>The certificates in it, all of which hold now; null after a fault.</summary>
    public X509Certificate2Collection? Certificates(DateTimeOffset now)
    {
        if (_text is null)
            return null;
        X509Certificate2Collection certificates = [];
        try
        {
            certificates.ImportFromPem(_text);
        }
        catch (CryptographicException exception)
        {
            Fault($"{Told} holds a certificate that cannot be read: {exception.Message}");
            return null;
        }

        if (certificates.Count == 0)
            Fault($"{Told} holds no certificate in PEM.");
        foreach (X509Certificate2 certificate in certificates)
        {
            if (now >= certificate.NotAfter.ToUniversalTime())
                Fault($"{Told} holds a certificate that expired at {certificate.NotAfter.ToUniversalTime():u}: {certificate.Subject}.");
            if (now < certificate.NotBefore.ToUniversalTime())
                Fault($"{Told} holds a certificate that is good only from {certificate.NotBefore.ToUniversalTime():u}: {certificate.Subject}.");
        }

        return certificates.Count == 0 ? null : certificates;
    }

    /// <summary>A certificate with the key in this file; null after a fault.</summary>
    public X509Certificate2? WithKey(X509Certificate2 certificate, PemFile certificateFile)
    {
        if (_text is null)
            return null;
        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), _text);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            Fault($"{Told} holds no key without a password that belongs to the first certificate in {certificateFile.Told}: {exception.Message}");
            return null;
        }
    }

    private string? Read()
    {
        try
        {
            FileInfo file = new(_path);
            if (!file.Exists)
                return Fault($"{Told} does not exist.");
            return file.Length > TlsOptions.FileBytesMax
                ? Fault($"{Told} has {file.Length} bytes; {TlsOptions.FileBytesMax} are allowed.")
                : File.ReadAllText(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Fault($"{Told} cannot be read: {exception.Message}");
        }
    }

    private string? Fault(string text)
    {
        _faults.Add(text);
        return null;
    }
}
