using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Grains.Inbox;
using Shipments.V1;
using DomainDetails = Shipments.Domain.Lanes.LaneDetails;
using DomainStatus = Shipments.Domain.Parcels.CustomsStatus;

namespace Shipments.Grains.Lanes;

/// <summary>Whether a lane is to be used, and what a choice needs of it, as callers see it.</summary>
internal static class LaneStatusViews
{
    private const long DayMs = 86_400_000;

    public static LaneStatus Of(LaneControl control, long nowMs)
    {
        LaneStatus status = new() { State = StateOf(control.ConditionAt(nowMs)) };
        if (control.Vigil.Standing is { } finding)
        {
            status.Proposal = ProposalOf(finding);
            if (finding.IsDegrading)
                (status.Source, status.Since) = (LaneStatusSource.Detector, status.Proposal.Since);
        }

        if (control.OperatorAt(nowMs) is not { } set)
            return status;
        (status.Source, status.Since, status.Note) = (LaneStatusSource.Operator, TimeOf(set.SetMs), set.Note);
        if (set.UntilMs != 0)
            status.UntilTime = TimeOf(set.UntilMs);
        return status;
    }

    public static string EtagOf(LaneControl control) => string.Create(CultureInfo.InvariantCulture, $"\"{control.Version}\"");

    /// <summary>What a choice among lanes needs of one.</summary>
    public static LaneChoiceReply ChoiceOf(LaneState state, Func<int, bool> isWorkday, long nowMs)
    {
        DomainDetails details = DomainDetails.Of(state.Cells, nowMs);
        LaneTimes times = LaneTimes.Of(details.Cohorts, isWorkday, nowMs, state.Flow);
        LaneDelay delay = LaneDelay.Of(state.Flow, details, nowMs);
        int midnight = LaneFlow.BinOf(nowMs / DayMs * DayMs);
        LaneChoiceReply reply = new()
        {
            Header = CallHeaders.Ok,
            PromisesKept = details.Promises.Original.Kept,
            PromisesMissed = details.Promises.Original.Missed,
            UsedToday = state.Flow.Sum(FlowStage.Registered, midnight, midnight + 47),
            Condition = (int)state.Control.ConditionAt(nowMs),
            PickUpDays = delay.PickUpDays,
            MoreDays = delay.MoreDays,
        };
        reply.AtRisk.Add(times.AtRisk);
        reply.Hits.Add(times.Hits);
        reply.WeekdayAtRisk.Add(times.WeekdayAtRisk.Select(parcels => (float)parcels));
        reply.WeekdayHits.Add(times.WeekdayHits.Select(parcels => (float)parcels));
        foreach ((DomainStatus status, long parcels) in details.Customs)
        {
            reply.CustomsAll += parcels;
            reply.CustomsStopped += LaneDetailViews.IsStopped(status) ? parcels : 0;
        }

        return reply;
    }

    private static LaneProposal ProposalOf(LaneFinding finding) => new()
    {
        State = finding.IsDegrading ? LaneStatusState.Degraded : LaneStatusState.Open,
        Detector = (LaneDetectorKind)finding.Detector,
        Stage = (LaneStage)finding.Stage,
        Scope = finding.Scope,
        Since = TimeOf(finding.SinceMs),
        FoundTime = TimeOf(finding.FoundMs),
        Observed = finding.Observed,
        Expected = Math.Round(finding.Expected, 2),
        Hours = finding.Hours,
        Chance = finding.Chance,
    };

    private static LaneStatusState StateOf(LaneCondition condition) => condition switch
    {
        LaneCondition.Open => LaneStatusState.Open,
        LaneCondition.Degraded => LaneStatusState.Degraded,
        LaneCondition.Suspended => LaneStatusState.Suspended,
    };

    private static Timestamp TimeOf(long ms) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
