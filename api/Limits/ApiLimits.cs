using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels.Merging;

namespace Shipments.Api.Limits;

/// <summary>Every bound of the front door, named once. The reference page <c>docs/reference/limits.md</c> lists the same.</summary>
public static class ApiLimits
{
    /// <summary>Bytes of one message read: 4 MiB.</summary>
    public const int MessageBytesMax = 4 * 1024 * 1024;

    /// <summary>Bytes from which the answer of a unary call is compressed, if its caller reads that: 8 KiB.</summary>
    public const int AnswerCompressedBytesMin = 8 * 1024;

    /// <summary>Bytes of a carrier's payload: 1 MiB. An adapter may take less.</summary>
    public const int PayloadBytesMax = 1024 * 1024;

    /// <summary>Items of unary calls of a kind that may always be under way, also when calls stand in a queue: two calls of the largest size.</summary>
    public const int QueueItemsMin = 2_048;

    /// <summary>Characters of a request id.</summary>
    public const int RequestIdCharsMax = 64;

    /// <summary>Characters of a parcel id.</summary>
    public const int ParcelIdCharsMax = 64;

    /// <summary>Tracking numbers of one registration.</summary>
    public const int NumbersMax = 16;

    /// <summary>Characters of a tracking number as it was sent, blanks and hyphens counted.</summary>
    public const int NumberSentCharsMax = TrackingNumbers.TextCharactersMax;

    /// <summary>Characters of a carrier's or issuer's short name.</summary>
    public const int CarrierCharsMax = 32;

    /// <summary>Characters of a service's name.</summary>
    public const int ServiceCharsMax = 64;

    /// <summary>Labels of a parcel.</summary>
    public const int LabelsMax = 16;

    /// <summary>Characters of a label's key.</summary>
    public const int LabelKeyCharsMax = 32;

    /// <summary>Characters of a label's value.</summary>
    public const int LabelValueCharsMax = 128;

    /// <summary>Parcels of one batch, to be registered or read.</summary>
    public const int BatchParcelsMax = 1_000;

    /// <summary>Parcels of one batch that are read with their scans.</summary>
    public const int BatchFullParcelsMax = 10;

    /// <summary>Tracking numbers of one look-up.</summary>
    public const int LookupNumbersMax = 100;

    /// <summary>Parcels that one call merges into another one.</summary>
    public const int MergeSourcesMax = MergeBounds.AbsorbedMax;

    /// <summary>Members that one call puts into a container or takes out of it.</summary>
    public const int ContainerMembersMax = 1_000;

    /// <summary>Members of a page when the caller does not say.</summary>
    public const int PageMembersDefault = 100;

    /// <summary>Members of a page; more asked for count as so many.</summary>
    public const int PageMembersMax = 1_000;

    /// <summary>Characters of the number on a seal.</summary>
    public const int SealCharsMax = 64;

    /// <summary>Parcels of a page when the caller does not say.</summary>
    public const int PageParcelsDefault = 50;

    /// <summary>Parcels of a page; more asked for count as so many.</summary>
    public const int PageParcelsMax = 1_000;

    /// <summary>Characters of a page token.</summary>
    public const int PageTokenCharsMax = 128;

    /// <summary>Phases of a filter.</summary>
    public const int FilterPhasesMax = 20;

    /// <summary>Lanes of a page of a list when the caller names no size.</summary>
    public const int PageLanesDefault = 50;

    /// <summary>Lanes of a page of a list; more asked for count as so many.</summary>
    public const int PageLanesMax = 200;

    /// <summary>Lanes between two countries that are ranked; further ones by name are left out.</summary>
    public const int RankedLanesMax = 100;

    /// <summary>Lanes of one watch; at least 1.</summary>
    public const int WatchedLanesMax = 100;

    /// <summary>Watches of lanes that a host serves at one time.</summary>
    public const int LaneWatchesMax = 256;

    /// <summary>Characters of a lane's key.</summary>
    public const int LaneCharsMax = ServiceCharsMax + 6;

    /// <summary>Scans of one batch.</summary>
    public const int BatchScansMax = 1_000;

    /// <summary>Characters of a carrier's own id of an event, and of the id a correction names.</summary>
    public const int SourceIdCharsMax = 128;

    /// <summary>Characters of an event code.</summary>
    public const int CodeCharsMax = 64;

    /// <summary>Characters of a scan's text.</summary>
    public const int DescriptionCharsMax = 1_024;

    /// <summary>Characters of a local time.</summary>
    public const int LocalTimeCharsMax = 64;

    /// <summary>Characters of a reason code and of an action code.</summary>
    public const int ReasonCharsMax = 32;

    /// <summary>Characters of an office, a city and a region.</summary>
    public const int PlaceCharsMax = 128;

    /// <summary>Characters of a postal code.</summary>
    public const int PostalCodeCharsMax = 32;

    /// <summary>Batches of one stream that are read and not yet acknowledged.</summary>
    public const int StreamBatchesMax = 32;

    /// <summary>Rounds in which a batch asks the numbers of its scans before it is given up as unavailable.</summary>
    public const int RoutingRoundsMax = 3;

    /// <summary>Tasks over which the grain calls of one batch are spread.</summary>
    public const int FanOutTasksMax = 8;

    /// <summary>Grain calls a task of a batch has at least, before another task is started.</summary>
    public const int FanOutCallsMin = 32;

    /// <summary>Characters of a cursor of the change stream.</summary>
    public const int CursorCharsMax = 16_384;

    /// <summary>Characters of an etag as it was sent.</summary>
    public const int EtagCharsMax = 64;

    /// <summary>Changes that one read of a shard brings to a stream.</summary>
    public const int ChangesPerReadMax = 256;

    /// <summary>Bytes of changes that one stream holds read and not sent: 4 MiB, divided among the shards, and a change more for each shard.</summary>
    public const int ChangeBufferBytesMax = 4 * 1024 * 1024;

    /// <summary>Bytes of changes from which on a message is sent: 256 KiB. What one read of a shard brought is not divided.</summary>
    public const int ChangeMessageBytes = 256 * 1024;

    /// <summary>Unmapped codes in one answer.</summary>
    public const int UnmappedCodesMax = 1_000;

    /// <summary>Characters of a refused value that an error repeats.</summary>
    public const int FaultValueCharsMax = 128;

    /// <summary>Field violations in one error; the error says how many there were.</summary>
    public const int FaultsReportedMax = 32;

    /// <summary>Bytes of the field violations in one error, so that it fits into the trailers clients accept.</summary>
    public const int FaultBytesMax = 4_096;

    /// <summary>Characters of an API key.</summary>
    public const int ApiKeyCharsMax = 256;

    /// <summary>API keys of a host.</summary>
    public const int ApiKeysMax = 10_000;

    /// <summary>Connections of a host: 10,000.</summary>
    public const int ConnectionsMax = 10_000;

    /// <summary>Calls of one connection at one time.</summary>
    public const int StreamsPerConnectionMax = 100;

    /// <summary>Header fields of a call.</summary>
    public const int HeadersMax = 64;

    /// <summary>Bytes of the header fields of a call: 16 KiB.</summary>
    public const int HeaderBytesMax = 16 * 1024;

    /// <summary>The soonest time at which a call that is not let in is told to come again.</summary>
    public static readonly TimeSpan RetryAfterMin = TimeSpan.FromMilliseconds(50);

    /// <summary>The latest such time.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromSeconds(10);

    /// <summary>The days before the registration from which a number means a parcel, unless the caller says otherwise.</summary>
    public static readonly TimeSpan NumberValidBefore = TimeSpan.FromDays(30);

    /// <summary>How far after its receipt an event may lie.</summary>
    public static readonly TimeSpan EventAfterReceiptMax = TimeSpan.FromDays(1);

    /// <summary>How far before its receipt an event may lie.</summary>
    public static readonly TimeSpan EventBeforeReceiptMax = TimeSpan.FromDays(366);

    /// <summary>How often a watch of lanes looks whether they have changed.</summary>
    public static readonly TimeSpan LaneWatchEvery = TimeSpan.FromSeconds(1);

    /// <summary>After how long without a message a stream of changes sends a sign of life.</summary>
    public static readonly TimeSpan ChangeHeartbeat = TimeSpan.FromSeconds(10);

    /// <summary>How long a merge is waited for before it is answered as it is.</summary>
    public static readonly TimeSpan MergeWaitMax = TimeSpan.FromSeconds(2);

    /// <summary>The earliest instant of a validity or a delivery window.</summary>
    public static readonly DateTimeOffset InstantMin = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The latest instant of a validity or a delivery window, exclusive.</summary>
    public static readonly DateTimeOffset InstantMax = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
