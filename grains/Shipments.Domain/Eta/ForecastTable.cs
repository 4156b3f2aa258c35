using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>
/// The forecasts of a tenant's lanes, made of what the lanes counted. A lane whose own past is thin leans on the corridor's and the service's,
/// and those on the tenant's; so does a lane that is not in the table. Immutable and thread-safe.
/// </summary>
public sealed class ForecastTable
{
    private readonly Dictionary<string, LaneForecast> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LaneForecast>.AlternateLookup<ReadOnlySpan<char>> _parents;
    private readonly LaneForecast? _tenant;

    private ForecastTable(IReadOnlyDictionary<string, EtaCounts> lanes)
    {
        _parents = _lanes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lanes.Count == 0)
            return;
        ForecastParents parents = new(lanes);
        foreach ((string lane, EtaCounts counts) in lanes)
            _lanes[lane] = ForecastMaker.Make(counts, parents, lane);
        foreach (string parent in parents.Names)
            _lanes.TryAdd(parent, ForecastMaker.Make(new EtaCounts(), parents, parent));
        _tenant = ForecastMaker.Make(new EtaCounts(), parents, "");
    }

    /// <summary>A table that knows nothing and says nothing.</summary>
    public static ForecastTable Empty { get; } = new(new Dictionary<string, EtaCounts>());

    /// <summary>Lanes of one tenant in a table: 1,024. Further ones lean on their parents.</summary>
    public const int LanesMax = 1_024;

    /// <summary>How many lanes have a forecast of their own or of a parent.</summary>
    public int Count => _lanes.Count;

    /// <summary>Makes the table of what lanes counted.</summary>
    /// <param name="lanes">By lane, <c>{origin}-{destination}/{service}</c>, its counts; not changed. Past <see cref="LanesMax"/> the rest is left out.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC: what was seen longer ago counts less.</param>
    public static ForecastTable Of(IEnumerable<KeyValuePair<string, LaneCells>> lanes, long nowMs) =>
        new(lanes.Take(LanesMax).ToDictionary(lane => lane.Key, lane => EtaCohorts.Of(lane.Value, nowMs), StringComparer.Ordinal));

    /// <summary>Makes the table of rows.</summary>
    /// <param name="rows">By lane what <see cref="ForecastRow.Encode"/> gave. Past <see cref="LanesMax"/> the rest is left out.</param>
    /// <exception cref="UnreadableStateException">A row is none.</exception>
    public static ForecastTable Of(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> rows) =>
        new(rows.Take(LanesMax).ToDictionary(row => row.Key, row => ForecastRow.Decode(row.Value.Span), StringComparer.Ordinal));

    /// <summary>When the first attempt of a parcel is to be expected; null when too little was seen to say so.</summary>
    /// <param name="lane"><c>{origin}-{destination}/{service}</c>.</param>
    /// <param name="point">Where the parcel stands.</param>
    /// <param name="sinceMs">When it reached that, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="nowMs">The time now. A parcel that has stood there for long is expected later: what has passed is dropped.</param>
    public EtaWindow? Window(string lane, EtaPoint point, long sinceMs, long nowMs)
    {
        if (point is <= EtaPoint.None or > EtaPoint.CustomsStopped || sinceMs <= 0)
            return null;
        if (_lanes.TryGetValue(lane, out LaneForecast? forecast) || _tenant is null)
            return forecast?.Window(point, sinceMs, nowMs);
        int slash = lane.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && (_parents.TryGetValue(lane.AsSpan(0, slash + 1), out forecast) || _parents.TryGetValue(lane.AsSpan(slash), out forecast)))
            return forecast.Window(point, sinceMs, nowMs);
        return _tenant.Window(point, sinceMs, nowMs);
    }
}
