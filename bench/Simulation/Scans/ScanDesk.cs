using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Scans;

/// <summary>Makes of what happened what carriers say of it: some not, some late, some wrong, some twice.</summary>
internal sealed class ScanDesk(Network network, RegimeSet regimes, long seed)
{
    private const int HourSeconds = 3_600;
    private const int DrawsOfScan = 16;
    private const double WrongTimeShare = 0.6;

    private readonly Dictionary<(int Carrier, int Lane), (IReadOnlyList<Regime> Late, IReadOnlyList<Regime> Missed)> _regimes = [];

    /// <summary>Makes the scans of what happened last.</summary>
    /// <param name="parcel">The parcel.</param>
    /// <param name="ordinal">The place among the parcel's events.</param>
    public void Report(SimParcel parcel, int ordinal)
    {
        TrueEvent happened = parcel.Events[ordinal];
        TradeLane lane = parcel.Lane;
        if (lane.IsUntracked && happened.Step > Step.Arrived)
            return;
        bool byFirst = happened.Step <= Step.ImportReleased || happened.Step is Step.Delivered or Step.Destroyed
            || (happened.Step >= Step.ReturnBegins && parcel.FirstAttemptAt < 0);
        bool byLast = happened.Step >= Step.LastMileAccepted || happened.Step == Step.Announced;
        if (ReferenceEquals(parcel.First, parcel.Last))
        {
            Report(parcel, happened, ordinal, lane.First, parcel.First, isMain: true);
            return;
        }

        if (byFirst)
            Report(parcel, happened, ordinal, lane.First, parcel.First, isMain: happened.Step != Step.Delivered);
        if (byLast && !(happened.Step is Step.Destroyed || (happened.Step >= Step.ReturnBegins && parcel.FirstAttemptAt < 0)))
            Report(parcel, happened, ordinal, lane.Last, parcel.Last, isMain: happened.Step != Step.Announced);
    }

    private void Report(SimParcel parcel, TrueEvent happened, int ordinal, CarrierTraits carrier, CarrierView view, bool isMain)
    {
        if (network.CodeOf(carrier, happened.Step) is null)
            return;
        int draws = (int)Draw.Scan + (((ordinal * 32) + carrier.Index) * DrawsOfScan);
        double Unit(int draw) => Dice.Unit(seed, parcel.Id, draws + draw);

        (IReadOnlyList<Regime> late, IReadOnlyList<Regime> missed) = RegimesOf(carrier, parcel.Lane);
        if (Unit(0) < carrier.MissedShare || Unit(1) >= RegimeSet.Left(missed, happened.At))
        {
            parcel.IsUnfaithful |= isMain;
            return;
        }

        double delay = carrier.DelaySeconds * (0.3 + (1.4 * Unit(2)));
        if (Unit(3) < carrier.LateShare)
            delay += Dice.Exponential(Unit(4), carrier.LateHours) * HourSeconds;
        foreach (Regime regime in late)
            delay += regime.IsAt(happened.At) && Unit(5) < regime.Strength ? Dice.Exponential(Unit(6), regime.Hours) * HourSeconds : 0;
        int visible = happened.At + (int)Math.Min(delay, 30 * OfficeHours.DaySeconds);
        SimScan scan = new(happened.Step, happened.At, happened.At, visible, SimScan.Never, happened.Office, ScanFault.None, IsDouble: false);
        if (Unit(7) < carrier.WrongShare)
        {
            scan = Wrong(scan, Unit(8), Unit(9), Unit(10) < carrier.MendedShare, Unit(11));
            parcel.IsUnfaithful = true;
        }

        view.Scans.Add(scan);
        if (Unit(12) < carrier.DoubledShare && scan.Fault == ScanFault.None)
            view.Scans.Add(scan with { At = scan.At + 60 + (int)(Unit(13) * 240), VisibleAt = visible + 300, IsDouble = true });
    }

    private static SimScan Wrong(SimScan scan, double kind, double shift, bool isMended, double mending)
    {
        ScanFault fault = kind < WrongTimeShare ? ScanFault.Time : ScanFault.Code;
        int mended = isMended ? scan.VisibleAt + (int)((6 + (24 * mending)) * HourSeconds) : SimScan.Never;
        return scan with { Fault = fault, ShownAt = scan.At - (int)((1 + (18 * shift)) * HourSeconds), MendedAt = mended };
    }

    private (IReadOnlyList<Regime> Late, IReadOnlyList<Regime> Missed) RegimesOf(CarrierTraits carrier, TradeLane lane)
    {
        if (!_regimes.TryGetValue((carrier.Index, lane.Index), out (IReadOnlyList<Regime>, IReadOnlyList<Regime>) known))
        {
            RegimeSubject subject = RegimeSubject.Of(carrier, lane);
            _regimes[(carrier.Index, lane.Index)] = known = (regimes.Of(RegimeKind.LateScans, subject), regimes.Of(RegimeKind.MissedScans, subject));
        }

        return known;
    }
}
