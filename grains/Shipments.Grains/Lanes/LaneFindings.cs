using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Grains.Lanes;

/// <summary>Reports and findings as lanes and their pool send them to each other.</summary>
internal static class LaneFindings
{
    public static ReportLaneCommand Write(LaneKey lane, IReadOnlyList<FlowWindow> windows, LaneTellers tellers)
    {
        ReportLaneCommand command = new() { Lane = lane.Lane, PicksUp = tellers.PicksUp, Delivers = tellers.Delivers };
        foreach (FlowWindow window in windows)
        {
            FlowWindowRow row = new()
            {
                Stage = (int)window.Stage, FromBin = window.FromBin, ToBin = window.ToBin, Observed = window.Observed, Expected = window.Least,
            };
            row.Weeks.Add(window.Weeks);
            row.Bursts.Add(window.Bursts);
            command.Windows.Add(row);
        }

        return command;
    }

    // A row without weeks comes from a silo of an older version, and one of an unknown stage from a newer one: they say nothing here.
    public static IReadOnlyList<FlowWindow> Read(ReportLaneCommand command) =>
    [
        .. command.Windows.Where(IsKnown).Select(row => new FlowWindow((FlowStage)row.Stage, row.FromBin, row.ToBin, row.Observed, [.. row.Weeks], [.. row.Bursts])),
    ];

    public static ReportLaneReply Write(LaneFinding finding) => new()
    {
        Detector = (int)finding.Detector,
        Stage = (int)finding.Stage,
        Scope = finding.Scope,
        SinceMs = finding.SinceMs,
        FoundMs = finding.FoundMs,
        Observed = finding.Observed,
        Expected = finding.Expected,
        Hours = finding.Hours,
        Chance = finding.Chance,
    };

    public static LaneFinding? Read(ReportLaneReply reply) => reply.Detector == 0 ? null : new LaneFinding(
        (LaneDetector)reply.Detector, (FlowStage)reply.Stage, reply.Scope, reply.SinceMs, reply.FoundMs, reply.Observed, reply.Expected,
        reply.Hours, reply.Chance);

    private static bool IsKnown(FlowWindowRow row) =>
        row.Weeks.Count == FlowWindow.WeeksMax && row.Bursts.Count == FlowWindow.WeeksMax && FlowStages.IsWatched((FlowStage)row.Stage);
}
