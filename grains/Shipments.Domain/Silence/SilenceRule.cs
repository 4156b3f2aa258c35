using Shipments.Domain.Parcels;

namespace Shipments.Domain.Silence;

/// <summary>One row of the table.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Service">The service; with <c>*</c> at its end all that begin so.</param>
/// <param name="Untracked">Only services without scans after the line haul, or only others; null for both.</param>
/// <param name="Phase">The phase; null for all.</param>
/// <param name="Limit">What it says.</param>
/// <param name="Lane">Where the lane's own time stands in place of the limit: no less and no more than these. Null: it does not.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record SilenceRule(
    string Id, string Service, bool? Untracked, Phase? Phase, SilenceLimit Limit, (TimeSpan Least, TimeSpan Most)? Lane, string Source)
{
    /// <summary>It says something of every parcel.</summary>
    public bool IsForAll => Service == "*" && Untracked is null && Phase is null;

    /// <summary>Of the rows that fit a parcel the one with the greatest counts: tracked or not first, then the service, then the phase.</summary>
    public (int Tracking, int Service, int Phase) Closeness =>
        (Untracked is null ? 0 : 1, Service.EndsWith('*') ? Service.Length - 1 : int.MaxValue, Phase is null ? 0 : 1);

    public bool Fits(ReadOnlySpan<char> service) =>
        Service.EndsWith('*') ? service.StartsWith(Service.AsSpan()[..^1], StringComparison.Ordinal) : service.SequenceEqual(Service.AsSpan());
}
