namespace Shipments.Domain.Eta;

/// <summary>What lanes share: the sums of a corridor's lanes (<c>CN-US/</c>), of a service's (<c>/express</c>) and of all.</summary>
internal sealed class ForecastParents
{
    private static readonly EtaCounts Nothing = new();

    private readonly Dictionary<string, EtaCounts> _sums = new(StringComparer.Ordinal);

    public ForecastParents(IReadOnlyDictionary<string, EtaCounts> lanes)
    {
        foreach ((string lane, EtaCounts counts) in lanes)
        {
            Tenant.Add(counts);
            SumOf(CorridorOf(lane)).Add(counts);
            SumOf(ServiceOf(lane)).Add(counts);
        }
    }

    /// <summary>All lanes together.</summary>
    public EtaCounts Tenant { get; } = new();

    /// <summary>The names of corridors and services.</summary>
    public IEnumerable<string> Names => _sums.Keys;

    public EtaCounts Corridor(string lane) => _sums.GetValueOrDefault(CorridorOf(lane), Nothing);

    public EtaCounts Service(string lane) => _sums.GetValueOrDefault(ServiceOf(lane), Nothing);

    private static string CorridorOf(string lane) => lane[..(lane.IndexOf('/', StringComparison.Ordinal) + 1)];

    private static string ServiceOf(string lane) => lane.IndexOf('/', StringComparison.Ordinal) is >= 0 and int slash ? lane[slash..] : "";

    private EtaCounts SumOf(string name)
    {
        if (!_sums.TryGetValue(name, out EtaCounts? sum))
            _sums[name] = sum = new EtaCounts();
        return sum;
    }
}
