using Shipments.Contracts.Messages;
using Shipments.Domain;
using Shipments.Domain.Eta;

namespace Shipments.Grains.Eta;

/// <summary>One tenant's forecasts in a silo's cache. One refresh at a time; reads need none.</summary>
internal sealed class TenantForecasts(string tenant)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _rows = new(StringComparer.Ordinal);
    private volatile ForecastTable _table = ForecastTable.Empty;
    private long _askedAt;

    /// <summary>The tenant.</summary>
    public string Tenant { get; } = tenant;

    /// <summary>The forecasts as they were last read.</summary>
    public ForecastTable Table => _table;

    /// <summary>When they were last asked for, as the clock's timestamp.</summary>
    public long AskedAt
    {
        get => Volatile.Read(ref _askedAt);
        set => Volatile.Write(ref _askedAt, value);
    }

    /// <summary>What to ask for next.</summary>
    public GetForecastsQuery Query { get; private set; } = new();

    /// <summary>Takes an answer.</summary>
    /// <exception cref="UnreadableStateException">A row is none; the forecasts stay as they were.</exception>
    public void Take(GetForecastsReply reply)
    {
        if (reply.Rows.Count > 0 || reply.Whole)
        {
            if (reply.Whole)
                _rows.Clear();
            foreach (LaneForecastRow row in reply.Rows)
                _rows[row.Lane] = row.Row.Memory;
            _table = ForecastTable.Of(_rows);
        }

        Query = new GetForecastsQuery { After = reply.Version, Incarnation = reply.Incarnation };
    }
}
