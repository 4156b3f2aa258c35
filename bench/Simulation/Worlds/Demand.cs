using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>How many parcels of each lane are sent on each day. Regimes add to the number that was asked for; seasons only spread it.</summary>
internal sealed class Demand
{
    private readonly Network _network;
    private readonly WorldOptions _options;
    private readonly IReadOnlyList<Regime>[] _regimes;
    private readonly double[] _owed;
    private readonly double _usual;
    private readonly double _shares;

    public Demand(Network network, RegimeSet regimes, WorldOptions options)
    {
        (_network, _options) = (network, options);
        _regimes = [.. network.Lanes.Select(lane => regimes.Of(RegimeKind.Demand, RegimeSubject.Of(lane)))];
        _owed = new double[network.Lanes.Count];
        _shares = network.Lanes.Sum(lane => lane.Share);
        double weights = 0;
        for (int day = 0; day < options.Days; day++)
            weights += network.Lanes.Sum(lane => lane.Share / _shares * Season(lane, day));
        _usual = options.Parcels / Math.Max(weights, 1e-9);
    }

    /// <summary>A lane's parcels on a usual day.</summary>
    public double Usual(TradeLane lane) => _usual * lane.Share / _shares;

    /// <summary>How many of a lane are sent on a day; parts of a parcel are owed to the next days.</summary>
    public int On(TradeLane lane, int day)
    {
        double factor = RegimeSet.Factor(_regimes[lane.Index], (day * OfficeHours.DaySeconds) + (OfficeHours.DaySeconds / 2));
        _owed[lane.Index] += Usual(lane) * Season(lane, day) * factor;
        int whole = (int)Math.Floor(_owed[lane.Index] + 1e-6);
        _owed[lane.Index] -= whole;
        return whole;
    }

    private double Season(TradeLane lane, int day)
    {
        DateTime date = _options.From.UtcDateTime.AddDays(day);
        double factor = 1;
        foreach (Season season in _network.Seasons)
            factor *= season.FactorOn(date, lane.Origin);
        return factor;
    }
}
