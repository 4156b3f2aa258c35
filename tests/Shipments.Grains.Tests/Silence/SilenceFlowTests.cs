using Microsoft.Extensions.DependencyInjection;
using Shipments.Contracts;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;
using PublicPhase = Shipments.V1.Phase;
using PublicReason = Shipments.V1.Reason;

namespace Shipments.Grains.Tests.Silence;

/// <summary>
/// Goal: what nobody hears of is found though nobody asks, after any number of restarts, once. Method: one silo over real storage that is stopped and
/// started again with a clock some weeks later; that a parcel was woken is read off the journal.
/// </summary>
public sealed class SilenceFlowTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_silent_parcel_is_stalled_then_expired_over_restarts_and_a_scan_revives_it()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        await _silo.Parcel("p1").Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        V1.ParcelSilence awaited = (await GetAsync("p1")).Silence;
        (awaited.DueTime.ToDateTimeOffset() - awaited.HeardTime.ToDateTimeOffset(), awaited.Awaited).Should().Be((TimeSpan.FromDays(7), V1.MilestoneKind.Departed));

        await StartLaterAsync(TimeSpan.FromDays(8));
        (await EntryAsync("p1", 3)).Decided.Stalled.Should().BeTrue();
        V1.Parcel stalled = await GetAsync("p1");
        (stalled.Phase, stalled.Flags.Stalled, stalled.Silence.Rule, stalled.Silence.StalledTime is not null).Should().Be((PublicPhase.PickedUp, true, "picked-up", true));

        await StartLaterAsync(TimeSpan.FromDays(31));
        ParcelEntry entry = await EntryAsync("p1", 4);
        (entry.PhaseBefore, entry.Decided.Phase).Should().Be(((int)Phase.PickedUp, (int)Phase.Expired));
        V1.Parcel expired = await GetAsync("p1");
        (expired.Phase, expired.Reason, expired.Silence.Awaited).Should().Be((PublicPhase.Expired, PublicReason.Silence, V1.MilestoneKind.Departed));
        expired.Silence.DueTime.Should().BeNull();

        await StartLaterAsync(TimeSpan.FromDays(60));
        RecordReply revived = await _silo.Parcel("p1").Record(Commands.Record("", Commands.Scan("INFO_RECEIVED", -5)), CancellationToken.None);
        revived.Answers[0].Phase.Should().Be(PublicPhase.PickedUp, "it tells of an earlier time, and is heard now");
        V1.Parcel alive = await GetAsync("p1");
        (alive.Etag, alive.Flags.Stalled, alive.Silence.Rule).Should().Be(("\"5\"", false, ""));
        (alive.Silence.DueTime.ToDateTimeOffset() - alive.Silence.HeardTime.ToDateTimeOffset()).Should().Be(TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task What_a_silo_claimed_and_did_not_finish_is_claimed_again_when_its_claim_has_lapsed()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        await _silo.StopAsync();
        TimeSpan later = TimeSpan.FromDays(15);
        _silo.Time = new LaterTime(later);
        await _silo.StartStorageAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow() + later;
        IReadOnlyList<DueActor> claimed = await _silo.Due.ClaimAsync(now, 10, TimeSpan.FromSeconds(4), CancellationToken.None);
        claimed.Select(actor => actor.Key.Value).Should().Equal([ActorKeys.Parcel("acme", "p1")], "this claimer dies now");

        await _silo.StartSiloAsync();

        ParcelEntry entry = await EntryAsync("p1", 2);
        entry.Decided.Stalled.Should().BeTrue();
        entry.AtMs.Should().BeGreaterThanOrEqualTo((now + TimeSpan.FromSeconds(4)).ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_parcel_that_was_woken_twice_says_it_once()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        await StartLaterAsync(TimeSpan.FromDays(15));
        await EntryAsync("p1", 2);
        IParcelGrain parcel = _silo.Parcel("p1");

        WakeReply[] woken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => parcel.Wake(CancellationToken.None)));

        woken.Should().OnlyContain(reply => reply.Header.Status == CallStatus.Ok && !reply.Stalled && !reply.Expired);
        (await GetAsync("p1")).Etag.Should().Be("\"2\"");
        (await parcel.Wake(CancellationToken.None)).Header.Status.Should().Be(CallStatus.Ok);
    }

    [Fact]
    public async Task Waking_what_nobody_registered_leaves_no_trace()
    {
        (await _silo.Parcel("nobody").Wake(CancellationToken.None)).Header.Status.Should().Be(CallStatus.Ok);

        (await _silo.Parcel("nobody").Get(new GetParcelQuery(), CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ParcelNotFound);
    }

    [Fact]
    public async Task A_delivered_parcel_has_no_due_time_left()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        await _silo.FlushAsync();
        (await _silo.Due.CountAsync(ActorKeys.ParcelKind, "acme", 10, CancellationToken.None)).Should().Be(1);
        await _silo.Parcel("p1").Record(Commands.Record("", Commands.Scan("DELIVERED", 0)), CancellationToken.None);
        await _silo.FlushAsync();

        (await _silo.Due.CountAsync(ActorKeys.ParcelKind, "acme", 10, CancellationToken.None)).Should().Be(0);
        (await GetAsync("p1")).Silence.Should().BeNull();
    }

    private async Task StartLaterAsync(TimeSpan later)
    {
        await _silo.StopAsync();
        _silo.Time = new LaterTime(later);
        await _silo.StartAgainAsync();
    }

    private async Task<V1.Parcel> GetAsync(string id) => (await _silo.Parcel(id).Get(new GetParcelQuery(), CancellationToken.None)).Parcel;

    /// <summary>The entry of a version, awaited.</summary>
    private async Task<ParcelEntry> EntryAsync(string id, long version)
    {
        IJournalFeed feed = _silo.Services.GetRequiredService<IJournalFeed>();
        ActorKey key = ActorKey.Parse(ActorKeys.Parcel("acme", id));
        int shard = _silo.Services.GetRequiredService<IShardOwnership>().ShardOf(key);
        for (long after = 0; ;)
        {
            FeedPage page = await feed.ReadAsync(shard, after, 100, TimeSpan.FromSeconds(20), CancellationToken.None)
                .Awaiting($"version {version} of {key}");
            page.Entries.Should().NotBeEmpty($"version {version} of {key} is awaited for 20 s");
            foreach (FeedEntry entry in page.Entries.Where(entry => entry.Key == key && entry.Version == version))
                return ParcelEntry.Parser.ParseFrom(entry.Bytes.Span);
            after = page.UpTo;
        }
    }
}
