using System.ComponentModel.DataAnnotations;
using Shipments.Api.Authentication;

namespace Shipments.Api.Hosting;

/// <summary>Options of the front door. Wrong ones stop the host at its start, with all faults at once.</summary>
public sealed class ApiOptions
{
    /// <summary>The keys callers may use. Without any, callers of this machine are the tenant "demo" and nobody else is served.</summary>
    /// <value>At most 10,000; default: none.</value>
    public IList<ApiKeyOptions> Keys { get; } = [];

    /// <summary>How many numbers the front door remembers the parcel of; each costs about 150 bytes.</summary>
    /// <value>0 to 100,000,000; default 1,000,000.</value>
    [Range(0, 100_000_000)]
    public int NumberCacheEntriesMax { get; set; } = 1_000_000;

    /// <summary>The time a unary call has when its caller sets no deadline.</summary>
    /// <value>1 ms to 10 minutes, not above <see cref="DeadlineMax"/>; default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan DeadlineDefault { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The most time a unary call has, whatever its caller asks for.</summary>
    /// <value>1 ms to 10 minutes; default 60 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan DeadlineMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many scans, parcels and other items of calls may be under way: half of them of streams, a quarter each of unary calls that write and that read.</summary>
    /// <value>4,096 to 16,777,216; default 131,072.</value>
    [Range(4_096, 16_777_216)]
    public int WorkItemsMax { get; set; } = 131_072;

    /// <summary>How many bytes of their requests may be under way, in the same shares.</summary>
    /// <value>16 MiB to 64 GiB; default 256 MiB.</value>
    [Range(16L << 20, 64L << 30)]
    public long WorkBytesMax { get; set; } = 256L << 20;

    /// <summary>How long unary calls of a kind should take at most. When most of them took longer, no more are let in than are done in that time.</summary>
    /// <value>10 ms to 1 minute; default 500 ms. It should be several times what a commit takes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan QueueTarget { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Over how long that is looked at, so that a burst which passes is let in whole.</summary>
    /// <value>10 ms to 1 minute; default 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan QueueInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A folder of vocabulary files, <c>&lt;carrier&gt;.tsv</c>, whose codes stand in place of the program's own or join them.</summary>
    /// <value>A folder that exists, with at most 64 files of 1 MiB; default: none.</value>
    public string VocabularyDirectory { get; set; } = "";

    /// <summary>How often the folder is read again. Files that are wrong change nothing: the last good ones stay in force.</summary>
    /// <value>100 ms to 1 hour; default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan VocabularyReadEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A folder of files of lanes: tariffs, cut-offs, capacities, published times, customs and holidays.</summary>
    /// <value>A folder that exists, with files of at most 16 MiB; default: none.</value>
    public string LaneDirectory { get; set; } = "";

    /// <summary>How often that folder is read again. Files that are wrong change nothing: the last good ones stay in force.</summary>
    /// <value>100 ms to 1 hour; default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan LaneReadEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether clients can ask for the methods and messages without a key: grpc.reflection, /openapi.json and the page at /docs.</summary>
    /// <value>Default: true.</value>
    public bool Reflection { get; set; } = true;
}
