using Microsoft.Extensions.Options;

namespace Shipments.Contracts.Connections;

/// <summary>The files are there, hold now, and belong together: a process that could talk to nobody does not start.</summary>
internal sealed class TlsOptionsRules(TimeProvider time) : IValidateOptions<TlsOptions>
{
    private static readonly TimeSpan HandshakeMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HandshakeMax = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        List<string> faults = [];
        if (options.HandshakeWithin < HandshakeMin || options.HandshakeWithin > HandshakeMax)
            faults.Add($"{TlsOptions.Section}:HandshakeWithin is '{options.HandshakeWithin}'; {HandshakeMin} to {HandshakeMax} is allowed.");
        (string Name, string Path)[] files =
        [
            (nameof(options.CertificateFile), options.CertificateFile), (nameof(options.KeyFile), options.KeyFile),
            (nameof(options.AuthorityFile), options.AuthorityFile),
        ];
        foreach ((string file, string path) in files.Where(file => file.Path.Length > TlsOptions.PathCharactersMax))
            faults.Add($"{TlsOptions.Section}:{file} has {path.Length} characters; {TlsOptions.PathCharactersMax} are allowed.");
        if (faults.Count == 0 && options.IsOn)
            TlsIdentity.Read(options, time.GetUtcNow(), faults);
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
