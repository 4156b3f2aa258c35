using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Judging.Totals;

/// <summary>What truly happened on a lane.</summary>
internal sealed class LaneTruth(TradeLane lane)
{
    private readonly List<int> _doorToDoor = [];
    private readonly List<int> _toAttempt = [];
    private readonly long[] _outcomes = new long[(int)Outcome.Stranded + 1];
    private long _onTime;

    public TradeLane Lane => lane;

    public long Parcels => _outcomes.Sum();

    public long this[Outcome outcome] => _outcomes[(int)outcome];

    /// <summary>The share of attempted parcels that were tried within the days as sold.</summary>
    public double OnTimeShare => _toAttempt.Count == 0 ? 0 : (double)_onTime / _toAttempt.Count;

    public void Add(SimParcel parcel)
    {
        _outcomes[(int)parcel.Outcome]++;
        if (parcel.PickedUpAt < 0)
            return;
        if (parcel.Outcome == Outcome.Delivered)
            _doorToDoor.Add(parcel.EndedAt - parcel.PickedUpAt);
        if (parcel.FirstAttemptAt < 0)
            return;
        _toAttempt.Add(parcel.FirstAttemptAt - parcel.PickedUpAt);
        _onTime += parcel.FirstAttemptAt - parcel.PickedUpAt <= lane.PromiseDays * OfficeHours.DaySeconds ? 1 : 0;
    }

    /// <summary>From the pick-up to the delivery, in days; null without any.</summary>
    public double? DoorToDoorDays(double share) => Quantile(_doorToDoor, share);

    /// <summary>From the pick-up to the first attempt, in days; null without any.</summary>
    public double? AttemptDays(double share) => Quantile(_toAttempt, share);

    private static double? Quantile(List<int> seconds, double share)
    {
        if (seconds.Count == 0)
            return null;
        seconds.Sort();
        return seconds[Math.Max(0, (int)Math.Ceiling(share * seconds.Count) - 1)] / (double)OfficeHours.DaySeconds;
    }
}
