using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Grains.Tests.Clusters;
using Shipments.V1;
using DomainPhase = Shipments.Domain.Parcels.Phase;
using Rejection = Shipments.Contracts.Messages.Rejection;

namespace Shipments.Grains.Tests.Lanes;

/// <summary>Operators say whether a lane is to be used, and a choice reads what it needs of it.</summary>
public sealed class LaneStatusTests : IAsyncLifetime
{
    private const int Shard = 9_999;

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_status_is_saved_before_it_is_answered_and_can_be_taken_back()
    {
        await Count("CN-DE/a", 0, 5, DomainPhase.Departed);
        Lane before = (await _silo.Lane("CN-DE/a").Get(new GetLaneQuery(), CancellationToken.None)).Lane;
        (before.Status.State, before.Status.Source, before.Etag).Should().Be((LaneStatusState.Open, LaneStatusSource.Unspecified, "\"1\""));
        Lane set = (await Update("CN-DE/a", LaneCondition.Suspended, "a strike", version: 1)).Lane;
        (set.Status.State, set.Status.Source, set.Status.Note, set.Etag).Should().Be((LaneStatusState.Suspended, LaneStatusSource.Operator, "a strike", "\"2\""));

        _silo.GrainStore.Refuses = true;
        await _silo.StopAsync();
        _silo.GrainStore.Refuses = false;
        await _silo.StartAgainAsync();
        Lane after = (await _silo.Lane("CN-DE/a").Get(new GetLaneQuery(), CancellationToken.None)).Lane;
        after.Should().Be(set);
        Lane open = (await Update("CN-DE/a", null, "")).Lane;
        (open.Status.State, open.Status.Source, open.Etag).Should().Be((LaneStatusState.Open, LaneStatusSource.Unspecified, "\"3\""));
    }

    [Fact]
    public async Task A_request_that_comes_twice_changes_nothing_and_an_old_etag_is_refused()
    {
        await Count("CN-DE/b", 0, 5, DomainPhase.Departed);
        await Update("CN-DE/b", LaneCondition.Suspended, "", request: "r1");
        await Update("CN-DE/b", null, "", request: "r2");
        (await Update("CN-DE/b", LaneCondition.Suspended, "", request: "r1")).Lane.Status.State.Should().Be(LaneStatusState.Open);
        ChangeLaneReply reused = await Update("CN-DE/b", LaneCondition.Degraded, "", request: "r1");
        ChangeLaneReply old = await Update("CN-DE/b", LaneCondition.Degraded, "", version: 1);
        (reused.Header.Rejection, old.Header.Rejection).Should().Be((Rejection.RequestIdReused, Rejection.EtagMismatch));
    }

    [Fact]
    public async Task A_status_that_could_not_be_saved_is_not_answered_as_set()
    {
        await Count("CN-DE/c", 0, 5, DomainPhase.Departed);
        await _silo.Lane("CN-DE/c").Save(CancellationToken.None);
        _silo.GrainStore.Refuses = true;
        (await Update("CN-DE/c", LaneCondition.Suspended, "", request: "r1")).Header.Status.Should().Be(CallStatus.Unavailable);
        _silo.GrainStore.Refuses = false;
        await _silo.Lane("CN-DE/c").Until(lane => lane!.Status.State == LaneStatusState.Open, () => "the next activation");
        (await Update("CN-DE/c", LaneCondition.Suspended, "", request: "r1")).Lane.Status.State.Should().Be(LaneStatusState.Suspended);
    }

    [Fact]
    public async Task A_lane_that_nothing_was_counted_for_has_no_status()
    {
        ChangeLaneReply reply = await Update("CN-DE/none", LaneCondition.Suspended, "");
        reply.Header.Status.Should().Be(CallStatus.Ok);
        reply.Lane.Should().BeNull();
    }

    [Fact]
    public async Task A_choice_reads_times_promises_customs_and_what_came_today()
    {
        long nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        int week = LaneWeeks.Of(nowMs) - 8;
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, week, 0, 3), 4);
        cells.Add(new LaneCell(LaneMeasure.Outcome, week, (int)LaneOutcome.Delivered, 0), 4);
        cells.Add(new LaneCell(LaneMeasure.Customs, 0, 0, (int)Domain.Parcels.CustomsStatus.Held), 2);
        cells.Add(new LaneCell(LaneMeasure.Customs, 0, 0, (int)Domain.Parcels.CustomsStatus.Released), 3);
        LaneFlow.Write(cells, FlowStage.Registered, nowMs, nowMs);
        LaneFlow.Write(cells, FlowStage.Registered, nowMs - (2 * 86_400_000), nowMs - (2 * 86_400_000));
        await _silo.Lane("CN-DE/d").Apply(Stretch(cells, 0, 5), CancellationToken.None);
        LaneChoiceReply choice = await _silo.Lane("CN-DE/d").GetChoice(new GetLaneChoiceQuery(), CancellationToken.None);

        (choice.CustomsStopped, choice.CustomsAll, choice.UsedToday, choice.Condition).Should().Be((2, 5, 1, 0));
        LaneTimes.From(choice.AtRisk, choice.Hits).Quantile(0.5, null).Should().BeInRange(1, 3);
        choice.AtRisk[0].Should().BeApproximately(1, 1e-9, "four parcels of eight weeks ago count a quarter");
    }

    private Task<ApplyLaneReply> Count(string lane, long after, long upTo, DomainPhase phase)
    {
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.Phase, 0, 0, (int)phase), 1);
        return _silo.Lane(lane).Apply(Stretch(cells, after, upTo), CancellationToken.None);
    }

    private static ApplyLaneCommand Stretch(LaneCells cells, long after, long upTo) => new()
    {
        Shard = Shard, After = after, UpTo = upTo, AsOfMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), Cells = ByteString.CopyFrom(cells.Encode()),
    };

    private Task<ChangeLaneReply> Update(string lane, LaneCondition? condition, string note, long version = 0, string request = "")
    {
        UpdateLaneCommand command = new() { IfVersion = version, Note = note, RequestId = request, ContentHash = (ulong)(condition is null ? 9 : (int)condition) };
        if (condition is { } known)
            command.Condition = (int)known;
        return _silo.Lane(lane).Update(command, CancellationToken.None);
    }
}
