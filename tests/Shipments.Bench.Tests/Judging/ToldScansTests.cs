using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Bench.Tests.Simulation;

namespace Shipments.Bench.Tests.Judging;

public sealed class ToldScansTests
{
    private const int Since = 1_000;
    private const int Until = 100_000;

    private readonly TradeLane _lane = Worlds.Network().Lanes.First(lane => !lane.IsUntracked);
    private readonly ToldScans _calm = new(Since);
    private readonly ToldScans _struck = new(Since);

    [Fact]
    public void A_strike_shows_with_the_tenth_scan_that_never_comes()
    {
        for (int i = 1; i <= ToldScans.ShownBy; i++)
            End(_calm, i, Since + (i * 60));
        _calm.ShownAt(_struck, _lane, Since, Until).Should().Be((Since + 60, Since + (ToldScans.ShownBy * 60)));
    }

    [Fact]
    public void Nine_missing_scans_are_missing_and_show_nothing()
    {
        for (int i = 1; i < ToldScans.ShownBy; i++)
            End(_calm, i, Since + (i * 60));
        _calm.ShownAt(_struck, _lane, Since, Until).Should().Be((Since + 60, null));
    }

    [Fact]
    public void A_scan_that_comes_half_an_hour_later_is_not_missing_and_one_that_comes_later_is()
    {
        for (int i = 1; i <= ToldScans.ShownBy; i++)
        {
            End(_calm, i, 5_000);
            End(_struck, i, 5_000 + ToldScans.LateSeconds);
        }

        _calm.ShownAt(_struck, _lane, Since, Until).Should().Be((null, null));
        for (int i = 1; i <= ToldScans.ShownBy; i++)
            End(_struck, i, 5_001 + ToldScans.LateSeconds);
        _calm.ShownAt(_struck, _lane, Since, Until).Should().Be((5_000, 5_000));
    }

    [Fact]
    public void What_came_before_the_strike_or_would_come_after_it_does_not_count()
    {
        for (int i = 1; i <= ToldScans.ShownBy; i++)
        {
            End(_calm, i, Since - 1);
            End(_calm, 100 + i, Until);
        }

        _calm.ShownAt(_struck, _lane, Since, Until).Should().Be((null, null));
    }

    private void End(ToldScans told, int id, int visibleAt)
    {
        SimParcel parcel = SimParcel.OfOneCarrier(id, _lane, isGhost: false);
        parcel.First.Scans.Add(new SimScan(Step.AtDepot, visibleAt, visibleAt, visibleAt, SimScan.Never, 0, ScanFault.None, IsDouble: false));
        told.Ended(parcel, visibleAt);
    }
}
