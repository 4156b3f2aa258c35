using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

/// <summary>
/// A lane whose parcels come in bursts: pick-ups all day, flights at noon on Monday, Wednesday, Friday and Sunday, which arrive a day later and are released the evening after, and rounds of an
/// hour from eight in the morning, local time, on Tuesday to Saturday. Nothing is left to chance.
/// </summary>
internal sealed class BurstyFlow(int perBurst)
{
    public const long Start = SimulatedFlow.Start;

    private static readonly int[] Flights = [0, 2, 4, 6];

    public LaneFlow Flow { get; } = new();

    /// <summary>Whether a flight leaves on a day, from the first Monday as 0.</summary>
    public Func<int, bool> Flies { get; set; } = static _ => true;

    /// <summary>Whether a round leaves on a day.</summary>
    public Func<int, bool> Rounds { get; set; } = static _ => true;

    /// <summary>Whether parcels are sent on a day.</summary>
    public Func<int, bool> Sends { get; set; } = static _ => true;

    /// <summary>How many parcels of each round are told to arrive at the depot, at four in the morning, local time. None of a round that does not leave.</summary>
    public int AtDepot { get; set; }

    /// <summary>How many hours the local clock is ahead on a day.</summary>
    public Func<int, int> Clock { get; set; } = static _ => 0;

    /// <summary>A context in which each leg takes about what it takes here.</summary>
    public FlowContext Context => new(static (_, _) => false, new Dictionary<LaneLeg, (double, double)>
    {
        [LaneLeg.Export] = (12, 60), [LaneLeg.Transport] = (24, 25), [LaneLeg.Delivery] = (40, 90),
    })
    {
        ClockBins = (_, bin) => Clock((int)(((bin * LaneFlow.BinMs) - Start) / 86_400_000)) * 2,
    };

    public long NowMs { get; private set; } = Start;

    /// <summary>Goes on by half hours up to a time.</summary>
    public BurstyFlow Until(int day, double hour)
    {
        for (long end = SimulatedFlow.At(day, hour); NowMs < end; NowMs += LaneFlow.BinMs)
        {
            int bin = (int)((NowMs - Start) / LaneFlow.BinMs);
            Happen(bin / 48, bin % 48);
        }

        return this;
    }

    /// <summary>All that is told anew of stopped scans from one day on to another, each half hour looked at.</summary>
    public List<LaneFinding> Alarms(int fromDay, int toDay, FlowContext? context = null)
    {
        Until(fromDay, 0);
        List<LaneFinding> alarms = [];
        LaneVigil vigil = LaneVigil.Calm;
        while (NowMs < SimulatedFlow.At(toDay, 0))
        {
            double hour = ((NowMs - Start) / 3_600_000.0) + 0.5;
            Until((int)(hour / 24), hour % 24);
            LaneVigil next = LaneDetectors.Look(new FlowLook(Flow, context ?? Context, NowMs), null, vigil, null);
            if (next.Standing is { } found && found != vigil.Standing)
                alarms.Add(found);
            vigil = next;
        }

        return alarms;
    }

    private void Happen(int day, int bin)
    {
        if (Sends(day))
            Add(FlowStage.Registered, perBurst / 12);
        if (Sends(day - 1) && bin is >= 18 and < 38)
            Add(FlowStage.PickedUp, perBurst / 5);
        if (bin == 24 && Sends(day - 3) && HasFlown(day))
            Add(FlowStage.Departed, perBurst);
        if (bin == 25 && Sends(day - 4) && HasFlown(day - 1))
            Add(FlowStage.Arrived, perBurst);
        if (bin is >= 36 and < 40 && Sends(day - 4) && HasFlown(day - 1))
            Add(FlowStage.Released, perBurst / 4);
        int local = bin + (Clock(day) * 2);
        if (local == 8 && Sends(day - 6) && (day % 7) is >= 1 and <= 5 && Rounds(day))
            Add(FlowStage.AtDepot, AtDepot);
        if (local is 16 or 17 && Sends(day - 6) && (day % 7) is >= 1 and <= 5 && Rounds(day))
            Add(FlowStage.OutForDelivery, perBurst / 2);
        if (local is >= 18 and < 28 && Sends(day - 6) && (day % 7) is >= 1 and <= 5 && Rounds(day))
            Add(FlowStage.Delivered, perBurst / 10);
    }

    private bool HasFlown(int day) => day >= 0 && Flights.Contains(day % 7) && Flies(day);

    private void Add(FlowStage stage, int count) => Flow.Add(stage, NowMs, NowMs, count);
}
