using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>Every pair of a phase a parcel stands in and a phase a later scan states: moved, or kept and marked as a regression.</summary>
public sealed class PhaseMovesTests
{
    private const string Onward =
        "InfoReceived PickedUp ExportCustoms Departed LineHaul Arrived ImportCustoms LastMile OutForDelivery AttemptFailed AvailableForPickup "
        + "Delivered Returning Returned Exception Lost Destroyed Cancelled Expired";

    /// <summary>From each phase, all that may follow, written out.</summary>
    private static readonly Dictionary<Phase, string> Legal = new()
    {
        [Phase.Pending] = "Pending " + Onward,
        [Phase.InfoReceived] = Onward,
        [Phase.PickedUp] = After("PickedUp"),
        [Phase.ExportCustoms] = After("ExportCustoms"),
        [Phase.Departed] = After("Departed"),
        [Phase.LineHaul] = After("LineHaul"),
        [Phase.Arrived] = "Departed " + After("Arrived"),
        [Phase.ImportCustoms] = After("ImportCustoms"),
        [Phase.LastMile] = After("LastMile"),
        [Phase.OutForDelivery] = "LastMile " + After("OutForDelivery"),
        [Phase.AttemptFailed] = "OutForDelivery " + After("AttemptFailed"),
        [Phase.AvailableForPickup] = After("AvailableForPickup"),
        [Phase.Delivered] = "Delivered Returning Returned AvailableForPickup",
        [Phase.Returning] = After("Returning"),
        [Phase.Returned] = "Returned",
        [Phase.Exception] = "Pending " + Onward,
        [Phase.Lost] = "Lost Destroyed",
        [Phase.Destroyed] = "Destroyed",
        [Phase.Cancelled] = "Cancelled",
        [Phase.Expired] = "Pending " + Onward,
    };

    public static TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> pairs = [];
        foreach (Phase from in Enum.GetValues<Phase>())
        {
            foreach (Phase to in Enum.GetValues<Phase>())
            {
                if (from != Phase.None && to != Phase.None)
                    pairs.Add(from.ToString(), to.ToString());
            }
        }

        return pairs;
    }

    [Fact]
    public void Every_pair_of_phases_is_in_the_table() => Pairs().Should().HaveCount(20 * 20);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_scan_moves_the_phase_where_the_table_says_so_and_else_is_a_regression(string from, string to)
    {
        ParcelRig rig = ParcelRig.Registered();
        if (from != "Pending")
            rig.RecordEach(A.Scan(from, 0));
        rig.Phase.ToString().Should().Be(from);
        ScanFact next = A.Scan(to + "+again", 120);
        bool isLegal = Legal[Enum.Parse<Phase>(from)].Split(' ').Contains(to);

        ScanVerdict verdict = rig.RecordTwice(next);

        verdict.Result.Should().Be(ScanResultKind.Recorded, "a scan is kept whether it moves the phase or not");
        verdict.PhaseAfter.ToString().Should().Be(isLegal ? Reached(from, to) : from);
        rig.Scan(next.Id).Regression.Should().Be(!isLegal);
        rig.Decided.Regression.Should().Be(!isLegal);
        (rig.State.FlagBits & ParcelFlagBits.Regression).Should().Be(isLegal ? 0 : ParcelFlagBits.Regression);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_other_order_of_arrival_gives_the_same_phase(string from, string to)
    {
        ScanFact first = A.Scan(from, 0);
        ScanFact second = A.Scan(to + "+again", 120);

        ParcelRig inOrder = ParcelRig.Registered().RecordEach(first, second);
        ParcelRig lateFirst = ParcelRig.Registered().RecordEach(second, first);

        lateFirst.Decided.Should().Be(inOrder.Decided);
    }

    /// <summary>A parcel that has moved is not cancelled before it moves: it is stopped.</summary>
    private static string Reached(string from, string to) => to == "Cancelled" && HasMoved(from) ? "Exception" : to;

    private static bool HasMoved(string phase) =>
        " PickedUp ExportCustoms Departed LineHaul Arrived ImportCustoms LastMile OutForDelivery AttemptFailed AvailableForPickup Returning "
            .Contains(" " + phase + " ", StringComparison.Ordinal);

    /// <summary>The phase itself and all behind it.</summary>
    private static string After(string phase) => Onward[Onward.IndexOf(phase, StringComparison.Ordinal)..];
}
