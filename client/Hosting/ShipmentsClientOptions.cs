using System.ComponentModel.DataAnnotations;

namespace Shipments.Client;

/// <summary>Where the front door is, who calls, and how long a call tries.</summary>
public sealed class ShipmentsClientOptions
{
    /// <summary>The most addresses: 64.</summary>
    public const int AddressesMax = 64;

    /// <summary>Where the front door listens, as URLs of one scheme. With several, calls are spread, and one that does not answer is passed over.</summary>
    /// <value>1 to 64 absolute URLs, all <c>http</c> (HTTP/2 without TLS) or all <c>https</c>. Default none.</value>
    [MaxLength(AddressesMax)]
    public IList<Uri> Addresses { get; } = [];

    /// <summary>The key that says whose parcels these are; sent as <c>x-api-key</c>.</summary>
    /// <value>At most 256 printable ASCII characters. Default empty: for a server without keys, on this machine.</value>
    [StringLength(256)]
    public string ApiKey { get; set; } = "";

    /// <summary>The time a unary call has, with all its attempts and the pauses between them.</summary>
    /// <value>1 ms to 10 min. Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time one attempt has, so that a server that went silent does not use up the whole deadline. Not above <see cref="Deadline"/>.</summary>
    /// <value>1 ms to 10 min. Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan AttemptDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a unary call is sent at most, the first time included.</summary>
    /// <value>1 to 100. Default 8.</value>
    [Range(1, 100)]
    public int AttemptsMax { get; set; } = 8;

    /// <summary>The pause after the first failure; it doubles with each failure that follows. Half of each pause is left to chance.</summary>
    /// <value>1 ms to 1 min, not above <see cref="BackoffMax"/>. Default 100 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan BackoffFirst { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause, unless the server asks for more.</summary>
    /// <value>1 ms to 10 min. Default 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For how long a stream that broke is opened again, counted from its first failure after a message.</summary>
    /// <value>0 (never) to 7 days. Default 5 min.</value>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan ReconnectWithin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long without a message a stream that owes one is given up and opened again. The server gives a sign of life every 15 s.</summary>
    /// <value>20 s to 10 min. Default 45 s.</value>
    [Range(typeof(TimeSpan), "00:00:20", "00:10:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan SilenceMax { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How many batches of one scan stream are under way; a sender waits beyond it.</summary>
    /// <value>1 to 32, which is what the server takes. Default 16.</value>
    [Range(1, 32)]
    public int StreamBatchesMax { get; set; } = 16;

    /// <summary>How many scans <see cref="ScansClient.IngestAsync"/> puts into one batch at most.</summary>
    /// <value>1 to 1,000. Default 500.</value>
    [Range(1, ScanStream.BatchScansMax)]
    public int BatchScansMax { get; set; } = 500;
}
