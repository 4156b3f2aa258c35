using System.ComponentModel.DataAnnotations;

namespace Shipments.Contracts.Connections;

/// <summary>
/// TLS between silos and their Orleans clients, both ways: each side shows a certificate and checks the other's. It is on when
/// <see cref="Required"/> is true or any of the files is named; then all three are needed. Section <c>Shipments:Cluster:Tls</c>.
/// </summary>
public sealed class TlsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shipments:Cluster:Tls";

    /// <summary>The longest path of a file, in characters.</summary>
    public const int PathCharactersMax = 4096;

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int FileBytesMax = 1024 * 1024;

    /// <summary>The most handshakes that others begin here at one time; one more is refused, so that strangers cannot fill the memory.</summary>
    public const int InboundHandshakesMax = 256;

    /// <summary>Whether a start without certificates is refused: a setting that got lost never leaves connections plain.</summary>
    /// <value>Default false.</value>
    public bool Required { get; set; }

    /// <summary>The certificate of this process in PEM, for servers and for clients, followed by those between it and the authority.</summary>
    /// <value>A path of at most 4,096 characters to a file of at most 1 MiB. Default none. Read at start.</value>
    [StringLength(PathCharactersMax)]
    public string CertificateFile { get; set; } = "";

    /// <summary>Its private key in PEM, without a password.</summary>
    /// <value>As <see cref="CertificateFile"/>.</value>
    [StringLength(PathCharactersMax)]
    public string KeyFile { get; set; } = "";

    /// <summary>The certificates of the cluster's own authority in PEM. Whoever has a certificate of it may call any actor, so nobody else uses it.</summary>
    /// <value>As <see cref="CertificateFile"/>.</value>
    [StringLength(PathCharactersMax)]
    public string AuthorityFile { get; set; } = "";

    /// <summary>How long a handshake may take; then the connection is closed.</summary>
    /// <value>100 ms to 1 minute. Default 5 s, as long as Orleans waits for a connection that it opens.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan HandshakeWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether connections use TLS.</summary>
    internal bool IsOn => Required || CertificateFile.Length > 0 || KeyFile.Length > 0 || AuthorityFile.Length > 0;
}
