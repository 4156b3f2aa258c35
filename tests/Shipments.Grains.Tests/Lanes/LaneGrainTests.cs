using Google.Protobuf;
using Npgsql;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Lanes;
using Shipments.Grains.Tests.Clusters;
using Shipments.V1;
using DomainPhase = Shipments.Domain.Parcels.Phase;

namespace Shipments.Grains.Tests.Lanes;

public sealed class LaneGrainTests : IAsyncLifetime
{
    // Beyond the silo's shards, so that no feeder of its own speaks of it.
    private const int Shard = 9_999;

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Scans_of_a_parcel_reach_its_lane()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        await _silo.Parcel("p1").Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0), Commands.Scan("DELIVERED", 600)), CancellationToken.None);

        Lane lane = (await _silo.Lane("CN-US/standard").Until(lane => lane?.Delivered == 1, () => "the delivery"))!;
        (lane.Name, lane.Origin, lane.Destination, lane.Service).Should().Be(("lanes/CN-US/standard", "CN", "US", "standard"));
        lane.ParcelsByPhase.Should().Equal(new PhaseCount { Phase = V1.Phase.Delivered, Parcels = 1 });
        (lane.DoorToDoor.Observations, lane.DoorToDoor.RelativeError).Should().Be((1, 0.01));
        lane.DoorToDoor.P50Hours.Should().BeInRange(9.9, 10.1);
        lane.UpdateTime.Should().BeGreaterThanOrEqualTo(lane.AsOf);
        lane.Details.Should().BeNull("nobody asked for them");

        Lane full = (await _silo.Lane("CN-US/standard").Get(new GetLaneQuery { Full = true }, CancellationToken.None)).Lane;
        (full.Details.Outcomes.Delivered, full.Details.DataLatency.Observations).Should().Be((1, 2));
        new Lane(full) { Details = null }.Should().Be(lane);
    }

    [Fact]
    public async Task A_lane_and_a_list_that_cannot_be_read_from_the_database_are_answered_as_outcomes_unknown()
    {
        _silo.GrainStore.ReadsThrow = new NpgsqlException("The database is cut off.", new TimeoutException("No answer."));
        Exception? lane = await Record.ExceptionAsync(() => _silo.Lane("CN-DE/unread").Get(new GetLaneQuery(), CancellationToken.None));
        Exception? list = await Record.ExceptionAsync(
            () => _silo.Grains.GetGrain<ILaneIndexGrain>("unread").List(new ListLanesQuery { LanesMax = 1 }, CancellationToken.None));

        (GrainCalls.IsOutcomeUnknown(lane!), GrainCalls.IsOutcomeUnknown(list!)).Should().Be((true, true), "{0}\n{1}", lane, list);
    }

    [Fact]
    public async Task A_stretch_is_counted_once_and_only_at_the_mark()
    {
        ILaneGrain lane = _silo.Lane("CN-DE/a");
        (await lane.Apply(Stretch(0, 5, 0), CancellationToken.None)).Should().Be(new ApplyLaneReply { Mark = 5 });
        (await lane.Apply(Stretch(0, 5, 0), CancellationToken.None)).Should().Be(new ApplyLaneReply { Mark = 5 }, "it came twice");
        (await lane.Apply(Stretch(7, 9, 0), CancellationToken.None)).Should().Be(new ApplyLaneReply { Mark = 5 }, "something lies between");
        (await lane.Apply(Stretch(7, 9, 7), CancellationToken.None)).Should().Be(new ApplyLaneReply { Mark = 9 }, "the cursor proves that nothing lies between");

        await Has(lane, 2);
    }

    [Fact]
    public async Task What_is_saved_outlives_the_silo_and_what_is_not_is_sent_again()
    {
        ILaneGrain lane = _silo.Lane("CN-DE/b");
        await lane.Apply(Stretch(0, 5, 0), CancellationToken.None);
        await lane.Save(CancellationToken.None);
        await lane.Apply(Stretch(5, 8, 0), CancellationToken.None);
        _silo.GrainStore.Refuses = true;
        await _silo.StopAsync();
        _silo.GrainStore.Refuses = false;
        await _silo.StartAgainAsync();

        lane = _silo.Lane("CN-DE/b");
        await Has(lane, 1);
        (await lane.Apply(Stretch(8, 8, 0), CancellationToken.None)).Should().Be(new ApplyLaneReply { Mark = 5, Saved = 5 });
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 5)]
    public async Task After_a_save_of_unknown_outcome_the_lane_is_what_lies_in_storage(bool refuses, long mark)
    {
        ILaneGrain lane = _silo.Lane("CN-DE/c");
        await lane.Apply(Stretch(0, 4, 0), CancellationToken.None);
        await lane.Save(CancellationToken.None);
        await lane.Apply(Stretch(4, 5, 0), CancellationToken.None);
        (_silo.GrainStore.Refuses, _silo.GrainStore.LosesAnswers) = (refuses, !refuses);
        await lane.Save(CancellationToken.None);
        (_silo.GrainStore.Refuses, _silo.GrainStore.LosesAnswers) = (false, false);

        await lane.Until(found => found!.InTransit == (refuses ? 1 : 2), () => "the next activation");
        (await lane.Apply(Stretch(9, 9, 0), CancellationToken.None)).Should().Be(new ApplyLaneReply { Mark = mark, Saved = mark });
    }

    [Fact]
    public async Task A_lane_nobody_counted_for_is_none_and_writes_nothing()
    {
        ILaneGrain lane = _silo.Lane("CN-DE/d");
        (await lane.Get(new GetLaneQuery(), CancellationToken.None)).Lane.Should().BeNull();
        (await lane.Apply(new ApplyLaneCommand { Shard = Shard, After = 3, UpTo = 3, Since = 3 }, CancellationToken.None)).Mark.Should().Be(3);
        int writes = _silo.GrainStore.Writes;
        await lane.Save(CancellationToken.None);
        _silo.GrainStore.Writes.Should().Be(writes);
    }

    [Fact]
    public async Task A_saved_lane_is_in_the_index_of_its_tenant()
    {
        foreach (string name in (string[])["CN-DE/z", "CN-DE/y", "CN-DE/x"])
        {
            await _silo.Lane(name).Apply(Stretch(0, 5, 0), CancellationToken.None);
            await _silo.Lane(name).Save(CancellationToken.None);
        }

        ILaneIndexGrain index = _silo.Grains.GetGrain<ILaneIndexGrain>("acme");
        ListLanesReply first = await index.List(new ListLanesQuery { LanesMax = 2 }, CancellationToken.None);
        ListLanesReply second = await index.List(new ListLanesQuery { After = first.Lanes[^1], LanesMax = 2 }, CancellationToken.None);
        (string.Join(' ', first.Lanes), first.More, string.Join(' ', second.Lanes), second.More).Should().Be(("CN-DE/x CN-DE/y", true, "CN-DE/z", false));
        (await index.List(new ListLanesQuery { After = "CN-DE/z", LanesMax = 1 }, CancellationToken.None)).Lanes.Should().BeEmpty();
    }

    [Fact]
    public async Task The_index_takes_as_many_lanes_as_its_bound_and_no_more()
    {
        ILaneIndexGrain index = _silo.Grains.GetGrain<ILaneIndexGrain>("full");
        AddLaneReply[] added = await Task.WhenAll(Enumerable.Range(0, LaneBounds.LanesMax + 1)
            .Select(i => index.Add(new AddLaneCommand { Lane = $"CN-US/s{i}" }, CancellationToken.None)));
        added.Count(reply => reply.Full).Should().Be(1);
        (await index.Add(new AddLaneCommand { Lane = "CN-US/s0" }, CancellationToken.None)).Full.Should().BeFalse("it is known");

        int listed = 0;
        ListLanesReply page = new() { More = true };
        for (string after = ""; page.More; after = page.Lanes[^1])
        {
            page = await index.List(new ListLanesQuery { After = after, LanesMax = LaneBounds.PageLanesMax }, CancellationToken.None);
            listed += page.Lanes.Count;
        }

        listed.Should().Be(LaneBounds.LanesMax);
    }

    private static ApplyLaneCommand Stretch(long after, long upTo, long since)
    {
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.Phase, 0, 0, (int)DomainPhase.Departed), 1);
        return new ApplyLaneCommand
        {
            Shard = Shard, After = after, UpTo = upTo, Since = since, AsOfMs = 1, Cells = ByteString.CopyFrom(cells.Encode()),
        };
    }

    private static async Task Has(ILaneGrain lane, long parcels) =>
        (await lane.Get(new GetLaneQuery(), CancellationToken.None)).Lane.InTransit.Should().Be(parcels);
}
