using Microsoft.Extensions.Time.Testing;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Silence;

namespace Shipments.Grains.Tests.Silence;

/// <summary>What a silo knows of lanes: nothing at first, what they said for a while, and only of lanes that somebody asks for.</summary>
public sealed class LaneDwellCacheTests
{
    private static readonly (string Tenant, string Lane) Lane = ("acme", "CN-US/standard");

    private readonly FakeTimeProvider _time = new();
    private readonly LaneDwellCache _cache;

    public LaneDwellCacheTests() => _cache = new LaneDwellCache(_time);

    [Fact]
    public void A_lane_is_read_when_somebody_asked_for_it_and_again_when_that_is_old()
    {
        _cache.Stale(10).Should().BeEmpty();
        P90(MilestoneKind.Departed).Should().BeNull();
        _cache.Stale(10).Should().Equal(Lane);

        _cache.Put(Lane, Said((MilestoneKind.Departed, 100, 3), (MilestoneKind.Arrived, 99, 4)));

        P90(MilestoneKind.Departed).Should().Be(TimeSpan.FromHours(3));
        P90(MilestoneKind.Arrived).Should().BeNull("99 parcels are too few");
        P90(MilestoneKind.PickedUp).Should().BeNull();
        P90(MilestoneKind.None).Should().BeNull();
        _time.Advance(LaneDwellCache.ReadEvery - TimeSpan.FromTicks(1));
        _cache.Stale(10).Should().BeEmpty();
        _time.Advance(TimeSpan.FromTicks(1));
        _cache.Stale(10).Should().Equal(Lane);

        _cache.Put(Lane, null);
        P90(MilestoneKind.Departed).Should().Be(TimeSpan.FromHours(3), "what was known counts until the lane answers");
        _cache.Stale(10).Should().BeEmpty("it is not asked again at once");
    }

    [Fact]
    public void Lanes_never_read_come_first_and_no_more_than_asked_for()
    {
        P90(MilestoneKind.Departed);
        _cache.Put(Lane, new GetLaneReply());
        _time.Advance(LaneDwellCache.ReadEvery);
        _cache.P90("acme", "CN-ES/standard", MilestoneKind.Departed);

        _cache.Stale(10).Should().Equal(("acme", "CN-ES/standard"), Lane);
        _cache.Stale(1).Should().Equal(("acme", "CN-ES/standard"));
    }

    [Fact]
    public void A_lane_nobody_asks_for_is_forgotten()
    {
        P90(MilestoneKind.Departed);
        _cache.Put(Lane, Said((MilestoneKind.Departed, 100, 3)));
        _time.Advance(LaneDwellCache.ForgetAfter);
        P90(MilestoneKind.Departed);
        _cache.Stale(10).Should().Equal([Lane], "somebody asked just now");
        _time.Advance(LaneDwellCache.ForgetAfter + TimeSpan.FromTicks(1));

        _cache.Stale(10).Should().BeEmpty();

        P90(MilestoneKind.Departed).Should().BeNull();
    }

    [Fact]
    public void So_many_lanes_are_known_and_one_more_only_when_another_is_forgotten()
    {
        for (int i = 0; i < LaneDwellCache.LanesMax; i++)
            _cache.P90("acme", $"CN-US/s{i}", MilestoneKind.Departed);
        P90(MilestoneKind.Departed);
        _cache.Stale(20_000).Should().HaveCount(LaneDwellCache.LanesMax).And.NotContain(Lane);

        _time.Advance(LaneDwellCache.ForgetAfter + TimeSpan.FromTicks(1));
        _cache.Stale(20_000).Should().BeEmpty();
        P90(MilestoneKind.Departed);
        _cache.Stale(10).Should().Equal(Lane);
    }

    private static GetLaneReply Said(params (MilestoneKind Milestone, int Observations, int Hours)[] dwells)
    {
        GetLaneReply reply = new();
        foreach ((MilestoneKind milestone, int observations, int hours) in dwells)
            reply.Dwells.Add(new LaneDwell { Milestone = (int)milestone, Observations = observations, P90Ms = (long)TimeSpan.FromHours(hours).TotalMilliseconds });
        return reply;
    }

    private TimeSpan? P90(MilestoneKind milestone) => _cache.P90(Lane.Tenant, Lane.Lane, milestone);
}
