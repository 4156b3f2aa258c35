using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Carriers;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>
/// Reads from what carriers say of a parcel which stages of its lane it passed, as the rules of parcels would: the first that is told of a milestone counts, and each scan on the
/// way. The vocabularies say what a code means. Torn answers are not torn here, and a code that nobody knows is told when it is put right.
/// </summary>
internal sealed class PassageReader(Network network, long seed)
{
    private readonly Dictionary<(int Carrier, Step Step), MeaningRecord?> _meanings = [];
    private readonly List<(int ToldAt, int At, MeaningRecord Meaning, int Carrier)> _told = [];

    /// <summary>Adds the passages of a parcel of which all is said.</summary>
    public void Add(SimParcel parcel, List<Passage> passages)
    {
        _told.Clear();
        Read(parcel, parcel.Lane.First, parcel.First);
        if (!ReferenceEquals(parcel.First, parcel.Last))
            Read(parcel, parcel.Lane.Last, parcel.Last);
        _told.Sort(static (left, right) => (left.ToldAt, left.At).CompareTo((right.ToldAt, right.At)));
        Span<int> firsts = stackalloc int[(int)MilestoneKind.Returned + 1];
        firsts.Fill(-1);
        bool isLastMile = false;
        foreach ((int toldAt, int at, MeaningRecord meaning, int carrier) in _told)
        {
            MilestoneKind kind = (MilestoneKind)meaning.Milestone;
            if (firsts[(int)kind] < 0)
                Reach(parcel, kind, toldAt, at, firsts, passages);
            if (kind is MilestoneKind.PickedUp or MilestoneKind.OutForDelivery)
                passages.Add(new Passage(toldAt, at, parcel.Lane.Index, FlowStages.Of(kind), Carrier: carrier));
            FlowStage passed = FlowStages.OfScan((Phase)meaning.Phase, kind, isLastMile);
            if (passed != FlowStage.None)
                passages.Add(new Passage(toldAt, at, parcel.Lane.Index, passed));
            isLastMile |= (Phase)meaning.Phase is >= Phase.LastMile and <= Phase.Delivered;
        }
    }

    private static void Reach(SimParcel parcel, MilestoneKind kind, int toldAt, int at, Span<int> firsts, List<Passage> passages)
    {
        if (kind == MilestoneKind.None)
            return;
        firsts[(int)kind] = at;
        FlowStage stage = FlowStages.Of(kind);
        if (stage == FlowStage.None)
            return;
        (LaneLeg leg, MilestoneKind from) = kind switch
        {
            MilestoneKind.Departed => (LaneLeg.Export, MilestoneKind.PickedUp),
            MilestoneKind.Arrived => (LaneLeg.Transport, MilestoneKind.Departed),
            MilestoneKind.Delivered => (LaneLeg.Delivery, MilestoneKind.Arrived),
            _ => (LaneLeg.None, MilestoneKind.None),
        };
        int began = firsts[(int)from];
        bool isWhole = leg != LaneLeg.None && began >= 0 && at >= began;
        passages.Add(new Passage(toldAt, at, parcel.Lane.Index, stage, isWhole ? leg : LaneLeg.None, isWhole ? at - began : 0));
    }

    private void Read(SimParcel parcel, CarrierTraits carrier, CarrierView view)
    {
        int offset = carrier.PollSeconds == 0 ? 0 : (int)(Dice.Unit(seed, parcel.Id, (int)Draw.Poll) * carrier.PollSeconds);
        foreach (SimScan scan in view.Scans)
        {
            int knownAt = scan.Fault == ScanFault.Code ? scan.MendedAt : scan.VisibleAt;
            if (scan.IsDouble || knownAt == SimScan.Never || MeaningOf(carrier, scan.Step) is not { } meaning)
                continue;
            int toldAt = ToldAt(carrier, knownAt, offset);
            _told.Add((toldAt, scan.TimeAt(toldAt), meaning, carrier.Index));
        }
    }

    // Who is asked answers at the parcel's next minute; who sends by itself sends a file each half hour.
    private static int ToldAt(CarrierTraits carrier, int at, int offset) => carrier.PollSeconds == 0
        ? ((at / World.TickSeconds) + 1) * World.TickSeconds
        : ((at - offset + carrier.PollSeconds) / carrier.PollSeconds * carrier.PollSeconds) + offset;

    private MeaningRecord? MeaningOf(CarrierTraits carrier, Step step)
    {
        if (!_meanings.TryGetValue((carrier.Index, step), out MeaningRecord? meaning))
        {
            meaning = network.CodeOf(carrier, step) is { } code ? Vocabularies.Default.Map(new ScanFact { Carrier = carrier.Name, Code = code.Code, Text = code.Text }) : null;
            _meanings[(carrier.Index, step)] = meaning = meaning is { Unmapped: true } ? null : meaning;
        }

        return meaning;
    }
}
