using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;
using Shipments.Contracts.Messages;
using Shipments.Domain;
using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;
using Shipments.Grains.Eta;

namespace Shipments.Grains.Tests.Eta;

public sealed class ForecastCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ForecastCache _cache;

    public ForecastCacheTests() => _cache = new ForecastCache(_time);

    [Fact]
    public void A_tenant_is_asked_for_once_and_has_nothing_until_it_is_read()
    {
        _cache.Of("acme").Count.Should().Be(0);
        _cache.Of("acme");
        _cache.Of("other");
        (_cache.New.TryRead(out string? first), first, _cache.New.TryRead(out string? second), second, _cache.New.TryRead(out _))
            .Should().Be((true, "acme", true, "other", false));

        _cache.Find("acme")!.Take(Reply(Row(), whole: true));
        _cache.Of("acme").Count.Should().BeGreaterThan(0);
        _cache.Of("other").Count.Should().Be(0);
    }

    [Fact]
    public void Past_the_bound_nothing_is_said_for_a_tenant()
    {
        for (int i = 0; i <= ForecastCache.TenantsMax; i++)
            _cache.Of($"t{i}");
        _cache.Tenants.Should().HaveCount(ForecastCache.TenantsMax);
        _cache.Of($"t{ForecastCache.TenantsMax}").Should().BeSameAs(ForecastTable.Empty);
    }

    [Fact]
    public void Tenants_that_are_forgotten_leave_their_places_to_as_many_others()
    {
        for (int i = 0; i < ForecastCache.TenantsMax; i++)
            _cache.Of($"t{i}");
        _time.Advance(ForecastCache.ForgetAfter);
        _cache.Of("t0");
        _cache.Of("t1");
        _time.Advance(TimeSpan.FromSeconds(1));
        _cache.Forget();
        _cache.Tenants.Should().HaveCount(2, "the others were not asked for in time");

        for (int i = 0; i <= ForecastCache.TenantsMax - 2; i++)
            _cache.Of($"other{i}");

        _cache.Tenants.Should().HaveCount(ForecastCache.TenantsMax);
        _cache.Find($"other{ForecastCache.TenantsMax - 3}").Should().NotBeNull();
        _cache.Find($"other{ForecastCache.TenantsMax - 2}").Should().BeNull("it is one too many");
    }

    [Fact]
    public void Who_asks_at_the_same_time_fills_the_cache_to_its_bound_and_not_further()
    {
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < ForecastCache.TenantsMax; i++)
                _cache.Of($"t{i + ((thread % 2) * ForecastCache.TenantsMax / 2)}");
        });

        _cache.Tenants.Should().HaveCount(ForecastCache.TenantsMax);
    }

    [Fact]
    public void Rows_come_one_by_one_and_a_whole_answer_replaces_them()
    {
        TenantForecasts forecasts = new("acme");
        forecasts.Take(Reply(Row(), whole: true));
        int lanes = forecasts.Table.Count;
        forecasts.Take(new GetForecastsReply { Version = 2, Incarnation = 7 });
        (forecasts.Table.Count, forecasts.Query).Should().Be((lanes, new GetForecastsQuery { After = 2, Incarnation = 7 }));
        forecasts.Take(new GetForecastsReply { Version = 1, Incarnation = 8, Whole = true });
        forecasts.Table.Count.Should().Be(0);
    }

    [Fact]
    public void A_row_that_cannot_be_read_leaves_the_forecasts_as_they_were()
    {
        TenantForecasts forecasts = new("acme");
        forecasts.Take(Reply(Row(), whole: true));
        ForecastTable before = forecasts.Table;
        FluentActions.Invoking(() => forecasts.Take(Reply([99], whole: true))).Should().Throw<UnreadableStateException>();
        forecasts.Table.Should().BeSameAs(before);
    }

    private static GetForecastsReply Reply(byte[] row, bool whole) => new()
    {
        Version = 1, Incarnation = 7, Whole = whole, Rows = { new LaneForecastRow { Lane = "CN-US/std", Row = ByteString.CopyFrom(row) } },
    };

    private static byte[] Row()
    {
        long now = new DateTimeOffset(2026, 7, 20, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.Remaining, LaneWeeks.Of(now) - 3, (int)EtaPoint.PickedUp, 90), 50);
        return ForecastRow.Encode(cells, now);
    }
}
