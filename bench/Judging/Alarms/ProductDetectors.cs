using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>The product's detectors, each lane looked at as its grain does it, with the pool of both its ends.</summary>
internal sealed class ProductDetectors : ILaneDetector
{
    private readonly Dictionary<string, LaneVigil> _vigils = new(StringComparer.Ordinal);
    private const long ContextMs = 6 * 3_600_000L;

    private readonly Dictionary<(string, int), bool> _holidays = [];
    private readonly FlowPool _pool = new();
    private readonly Dictionary<string, (long AtMs, FlowContext Context, LaneTellers Tellers)> _contexts = new(StringComparer.Ordinal);

    public string Name => "product";

    /// <summary>Whether a lane is proposed to be degraded.</summary>
    /// <param name="lane">Its whole key.</param>
    public bool IsDegraded(string lane) => _vigils.TryGetValue(lane, out LaneVigil? vigil) && vigil.Standing is { IsDegrading: true };

    public IReadOnlyList<LaneAlarm> Look(IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        List<LaneAlarm> alarms = [];
        List<(string Name, LaneKey Key, LaneState Lane, FlowLook Look)> looks = [];
        foreach ((string name, LaneState lane) in lanes)
        {
            if (!LaneKey.TryParse(name, out LaneKey key))
                continue;
            (FlowContext context, LaneTellers tellers) = ContextOf(name, key, lane, nowMs);
            FlowLook look = new(lane.Flow, context, nowMs);
            _pool.Report(key, look.AllWindows(), tellers);
            looks.Add((name, key, lane, look));
        }

        foreach ((string name, LaneKey key, LaneState lane, FlowLook look) in looks)
        {
            LaneVigil vigil = LaneDetectors.Look(look, LaneStock.Of(lane.Cells), _vigils.GetValueOrDefault(name, LaneVigil.Calm), _pool.Find(key, nowMs));
            _vigils[name] = vigil;
            if (vigil.Standing is { IsDegrading: true } found)
                alarms.Add(new LaneAlarm(name, $"{found.Detector} at {found.Stage}{(found.Scope.Length > 0 ? " of " + found.Scope : "")}: {found.Observed:0} of {found.Expected:0.0}"));
        }

        return alarms;
    }

    // A year's days are asked again and again.
    private bool IsHoliday(string country, int day)
    {
        if (!_holidays.TryGetValue((country, day), out bool isHoliday))
            _holidays[(country, day)] = isHoliday = LaneData.Empty.IsHoliday(country, day);
        return isHoliday;
    }

    // What legs take and who tells of a lane change slowly, and to sum them up takes long.
    private (FlowContext Context, LaneTellers Tellers) ContextOf(string name, LaneKey key, LaneState lane, long nowMs)
    {
        if (!_contexts.TryGetValue(name, out (long AtMs, FlowContext Context, LaneTellers Tellers) known) || nowMs - known.AtMs >= ContextMs)
        {
            FlowContext context = FlowContext.Of(key, LaneDetails.Of(lane.Cells, nowMs).Legs, IsHoliday);
            _contexts[name] = known = (nowMs, context, LaneTellers.Of(lane.Cells));
        }

        return (known.Context, known.Tellers);
    }
}
