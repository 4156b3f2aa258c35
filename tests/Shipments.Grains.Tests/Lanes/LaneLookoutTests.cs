using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Grains.Lanes;
using Shipments.Grains.Tests.Clusters;

namespace Shipments.Grains.Tests.Lanes;

/// <summary>A lane is looked at by the clock, together with the others of its tenant.</summary>
public sealed class LaneLookoutTests : IAsyncLifetime
{
    private const int Warm = 5 * 336;

    // A Monday; no public holiday of China or the United States in the eight weeks after it.
    private static readonly DateTimeOffset Start = new(2026, 7, 6, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_stop_is_found_once_and_ends_when_scans_come_again()
    {
        LaneState lane = new();
        LaneKey key = new("acme", "CN", "US", "thick");
        LaneLookout lookout = Lookout();
        Pass(lane, Warm, 30);
        (await lookout.Look(key, lane)).Should().BeFalse();
        Pass(lane, 4, 30, FlowStage.Departed);
        (await lookout.Look(key, lane)).Should().BeTrue();
        LaneFinding found = lane.Control.Vigil.Standing!;
        (found.Detector, found.Stage, found.Scope, lane.Control.ConditionAt(0)).Should().Be(
            (LaneDetector.ScansStopped, FlowStage.Departed, "", LaneCondition.Degraded));
        (await lookout.Look(key, lane)).Should().BeFalse("this half hour was looked at");
        Pass(lane, 1, 30, FlowStage.Departed);
        (await lookout.Look(key, lane)).Should().BeFalse("it is the same stop");

        Pass(lane, 8, 30);
        (await lookout.Look(key, lane)).Should().BeTrue();
        (lane.Control.Vigil.Standing, lane.Control.ConditionAt(0)).Should().Be((null, LaneCondition.Open));
    }

    [Fact]
    public async Task Thin_lanes_are_judged_together()
    {
        LaneState[] lanes = [.. Enumerable.Range(0, 12).Select(_ => new LaneState())];
        await LookAt("thin", lanes, static _ => FlowStage.Departed);
        lanes.Select(lane => lane.Control.Vigil.Standing).Should().OnlyContain(found => found != null && found.Scope == "export/CN" && found.Stage == FlowStage.Departed);
    }

    [Fact]
    public async Task Lanes_of_one_carrier_are_judged_together_while_another_one_s_run()
    {
        LaneState[] lanes = [.. Enumerable.Range(0, 12).Select(_ => new LaneState())];
        for (int i = 0; i < lanes.Length; i++)
        {
            for (int scan = 0; scan < LaneTellers.ScansMin; scan++)
                LaneTellers.Write(lanes[i].Cells, MilestoneKind.PickedUp, i < 8 ? "cainiao"u8 : "4px"u8, Start.ToUnixTimeMilliseconds());
        }

        await LookAt("carriers", lanes, static lane => lane < 8 ? FlowStage.Departed : FlowStage.None);
        lanes[..8].Select(lane => lane.Control.Vigil.Standing).Should().OnlyContain(found => found != null && found.Scope == "export/CN/cainiao" && found.Stage == FlowStage.Departed);
        lanes[8..].Select(lane => lane.Control.Vigil.Standing).Should().OnlyContain(found => found == null);
    }

    // Thin lanes of one country, of which a stage stands still after five weeks. The first ones report while the others have not; the next half hour finds them all.
    private async Task LookAt(string tenant, LaneState[] lanes, Func<int, FlowStage> stopped)
    {
        LaneLookout[] lookouts = [.. lanes.Select(_ => Lookout())];
        foreach (LaneState lane in lanes)
            Fill(lane, Warm, 3);
        _time.Advance(TimeSpan.FromMinutes(30 * Warm));
        for (int i = 0; i < lanes.Length; i++)
            Fill(lanes[i], 4, 3, stopped(i));
        _time.Advance(TimeSpan.FromHours(2));
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < lanes.Length; i++)
                await lookouts[i].Look(new LaneKey(tenant, "CN", "US", $"s{i}"), lanes[i]);
            for (int i = 0; i < lanes.Length; i++)
                Fill(lanes[i], 1, 3, stopped(i));
            _time.Advance(TimeSpan.FromMinutes(30));
        }
    }

    // Half hours in which every stage sees as many parcels, but one that stands still.
    private void Pass(LaneState lane, int bins, int count, FlowStage stopped = FlowStage.None)
    {
        Fill(lane, bins, count, stopped);
        _time.Advance(TimeSpan.FromMinutes(30 * bins));
    }

    private void Fill(LaneState lane, int bins, int count, FlowStage stopped = FlowStage.None)
    {
        long from = _time.GetUtcNow().ToUnixTimeMilliseconds();
        for (int bin = 0; bin < bins; bin++)
        {
            for (FlowStage stage = FlowStage.PickedUp; stage <= FlowStage.Delivered; stage++)
            {
                if (stage != stopped)
                    lane.Flow.Add(stage, from + (bin * LaneFlow.BinMs), from + (bin * LaneFlow.BinMs), count);
            }
        }
    }

    private LaneLookout Lookout()
    {
        IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new LaneLookout(_silo.Grains, new LiveLaneData(), _time, new LaneInstruments(meters), NullLogger.Instance);
    }
}
