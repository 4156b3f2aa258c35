using Shipments.Faults.Checkers;
using Shipments.Faults.History;

namespace Shipments.Cluster.Tests.Faults;

/// <summary>Each checker is silent on a sound history and finds the fault that is planted in it.</summary>
public sealed class CheckerTests
{
    private static readonly Dictionary<int, long> s_untrimmed = [];

    [Fact]
    public void A_sound_history_has_no_findings()
    {
        var parcel = Parcel(Scan(0, 10, 20), Scan(1, 30, 40));
        parcel.Reads.AddRange([new ReadRecord(0b01, 21, 29), new ReadRecord(0b01, 31, 39), new ReadRecord(0b11, 35, 45)]);

        LossChecker.Check([parcel], Found(("p-0", "id-0"), ("p-1", "id-1"))).Should().BeEmpty();
        ReadChecker.Check([parcel]).Should().BeEmpty();
    }

    [Fact]
    public void A_lost_scan_is_found() => LossChecker.Check([Parcel(Scan(0, 1, 2), Scan(1, 3, 4))], Found(("p-0", "id-0")))
        .Should().Equal("lost: scan p-1 of p was acknowledged and is not there");

    [Fact]
    public void A_lost_parcel_is_found() => LossChecker.Check([Parcel()], new Dictionary<string, FinalParcel>())
        .Should().Equal("lost: parcel p was acknowledged and is not there");

    [Fact]
    public void A_doubled_scan_is_found() => LossChecker.Check([Parcel(Scan(0, 1, 2))], Found(("p-0", "id-0"), ("p-0", "id-7")))
        .Should().Equal("doubled: scan p-0 is in p 2 times");

    [Fact]
    public void A_scan_with_another_id_is_found() => LossChecker.Check([Parcel(Scan(0, 1, 2))], Found(("p-0", "id-7")))
        .Should().Equal("changed: scan p-0 of p was acknowledged as id-0 and is id-7");

    [Fact]
    public void A_scan_nobody_sent_is_found() => LossChecker.Check([Parcel()], Found(("p-9", "id-9")))
        .Should().Equal("invented: p has scan p-9, which was not acknowledged to anybody");

    [Fact]
    public void Two_replies_to_one_request_are_found()
    {
        ReplyChecker.Check([new("r1", "a"), new("r2", "b"), new("r1", "a")]).Should().BeEmpty();
        ReplyChecker.Check([new("r1", "a"), new("r2", "b"), new("r1", "c")]).Should().Equal("two replies: r1 was answered a, then c");
    }

    [Fact]
    public void A_gap_and_an_overlap_of_blocks_are_found()
    {
        BlockChecker.Check([new(0, 4, 6), new(0, 1, 3), new(1, 1, 1)], s_untrimmed).Should().BeEmpty();
        BlockChecker.Check([new(0, 1, 3), new(0, 5, 6)], s_untrimmed).Should().Equal("gap: shard 0 has no entries 4 to 4");
        BlockChecker.Check([new(0, 2, 3)], s_untrimmed).Should().Equal("gap: shard 0 has no entries 1 to 1");
        BlockChecker.Check([new(0, 1, 3), new(0, 3, 6)], s_untrimmed).Should().Equal("overlap: shard 0 has entries 3 to 3 twice");
    }

    [Fact]
    public void A_trimmed_journal_begins_where_it_was_trimmed()
    {
        Dictionary<int, long> trimmed = new() { [0] = 4 };
        BlockChecker.Check([new(0, 1, 4), new(0, 5, 6)], trimmed).Should().BeEmpty();
        BlockChecker.Check([new(0, 6, 6)], trimmed).Should().Equal("gap: shard 0 has no entries 5 to 5");
    }

    [Fact]
    public void A_stale_read_is_found() => Read(0b01, 41, 50).Should().Contain("stale read: p was read without p-1, which had been acknowledged before");

    [Fact]
    public void A_read_of_what_was_not_sent_yet_is_found() => Read(0b11, 21, 29).Should().Contain("early read: p was read with p-1, which was sent later");

    [Fact]
    public void A_read_with_a_hole_is_found() => Read(0b10, 15, 45).Should().Equal("hole: p was read without p-0, and with one that was sent after its acknowledgement");

    [Fact]
    public void A_held_scan_may_come_later_but_not_go_again()
    {
        var parcel = Parcel(Scan(0, 10, 20) with { Held = true });
        parcel.Reads.AddRange([new ReadRecord(0, 21, 22), new ReadRecord(1, 23, 24)]);
        ReadChecker.Check([parcel]).Should().BeEmpty();

        parcel.Reads.Add(new ReadRecord(0, 25, 26));
        ReadChecker.Check([parcel]).Should().Equal("read back in time: p was read as 1, then as 0");
    }

    [Fact]
    public void Reads_that_contradict_each_other_are_found()
    {
        var parcel = Parcel(Scan(0, 10, 50), Scan(1, 10, 50));
        parcel.Reads.AddRange([new ReadRecord(0b01, 20, 40), new ReadRecord(0b10, 20, 40)]);
        ReadChecker.Check([parcel]).Should().Equal("contradicting reads: p was read as 1 and as 2");
    }

    [Fact]
    public void Changes_in_order_and_again_are_sound()
    {
        var checker = Changes(new("p", 1, []), new("p", 2, ["id-0"]), new("p", 2, ["id-0"]), new("p", 3, []));
        checker.IsComplete([Final(3, ("p-0", "id-0"))]).Should().BeTrue();
        checker.Check([Final(3, ("p-0", "id-0"))]).Should().BeEmpty();
        checker.Counts.Should().Be((4, 1));
    }

    [Fact]
    public void A_change_out_of_order_is_found() => Changes(new("p", 1, []), new("p", 3, []), new("p", 2, [])).Check([])
        .Should().Equal("change out of order: p came with version 3 after 1");

    [Fact]
    public void A_change_that_is_missing_at_the_end_is_found()
    {
        var checker = Changes(new ChangeRecord("p", 1, []));
        checker.IsComplete([Final(2)]).Should().BeFalse();
        checker.Check([Final(2)]).Should().Equal("change missing: p is at version 2, the stream at 1");
        checker.Check([Final(1, ("p-0", "id-0"))]).Should().Equal("change missing: scan p-0 (id-0) of p never came");
    }

    [Fact]
    public void A_scan_announced_twice_is_found() => Changes(new("p", 1, ["id-0"]), new("p", 2, ["id-0"])).Check([])
        .Should().Equal("change doubled: scan id-0 of p came again with version 2");

    [Fact]
    public void Memory_at_the_bound_is_sound_and_past_it_is_found()
    {
        MemoryChecker.Check([("silo1", 5), ("silo1", 10)], 10).Should().BeEmpty();
        MemoryChecker.Check([("silo1", 11), ("silo1", 10)], 10).Should().Equal("memory: silo1 held 11 bytes, 10 are allowed");
    }

    [Fact]
    public void The_history_takes_as_many_reads_as_it_may_and_no_more()
    {
        FaultHistory history = new();
        history.Registered("p");
        for (var i = 0; i <= ParcelRecord.ReadsMax; i++)
            history.Read("p", new ReadRecord(0, i, i));

        history.Parcels.Single().Reads.Should().HaveCount(ParcelRecord.ReadsMax);
        for (var i = 0; i <= FaultHistory.ErrorsMax; i++)
            history.Failed($"{i}");
        history.Errors.Should().HaveCount(FaultHistory.ErrorsMax);
    }

    [Fact]
    public void The_history_names_each_parcel_that_was_touched_since_it_was_asked()
    {
        FaultHistory history = new();
        history.Registered("p");
        history.Registered("q");
        history.Scanned("p", Scan(0, 1, 2));
        history.TakeTouched().Should().BeEquivalentTo("p", "q");

        history.TakeTouched().Should().BeEmpty();
        history.Scanned("q", Scan(0, 1, 2));
        history.TakeTouched().Should().Equal("q");
    }

    private static IEnumerable<string> Read(ulong seen, long from, long to)
    {
        var parcel = Parcel(Scan(0, 10, 20), Scan(1, 30, 40));
        parcel.Reads.Add(new ReadRecord(seen, from, to));
        return ReadChecker.Check([parcel]);
    }

    private static ChangeChecker Changes(params ChangeRecord[] changes)
    {
        ChangeChecker checker = new();
        Array.ForEach(changes, checker.Take);
        return checker;
    }

    private static ParcelRecord Parcel(params ScanRecord[] scans)
    {
        ParcelRecord parcel = new("p");
        parcel.Scans.AddRange(scans);
        return parcel;
    }

    private static ScanRecord Scan(int ordinal, long from, long to) => new(ordinal, $"p-{ordinal}", $"id-{ordinal}", Held: false, from, to);

    private static FinalParcel Final(long version, params (string Key, string Id)[] scans) => new("p", version, new LaneParcel("CN-ES/x", "PickedUp"), scans);

    private static Dictionary<string, FinalParcel> Found(params (string Key, string Id)[] scans) => new() { ["p"] = Final(1, scans) };
}
