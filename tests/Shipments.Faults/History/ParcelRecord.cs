namespace Shipments.Faults.History;

/// <summary>What is known of one parcel. Append-only; its lists are guarded by the history's lock.</summary>
/// <param name="ParcelId">Its id.</param>
internal sealed record ParcelRecord(string ParcelId)
{
    /// <summary>The scans of one parcel whose reads are checked; one bit each.</summary>
    public const int OrdinalsMax = 64;

    /// <summary>The most reads of one parcel that are kept.</summary>
    public const int ReadsMax = 64;

    /// <summary>The acknowledged scans.</summary>
    public List<ScanRecord> Scans { get; } = [];

    /// <summary>The answered reads.</summary>
    public List<ReadRecord> Reads { get; } = [];
}
