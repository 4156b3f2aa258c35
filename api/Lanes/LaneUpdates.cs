using System.IO.Hashing;
using Google.Protobuf;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.V1;

namespace Shipments.Api.Lanes;

/// <summary>Checks an update of a lane whole and turns it into a command. What is wrong goes to the faults, and the command is then of no use.</summary>
internal static class LaneUpdates
{
    private const long Seed = 3;

    /// <summary>Reads an update.</summary>
    internal static UpdateLaneCommand Read(UpdateLaneRequest request, FieldFaults faults, long nowMs, out string lane)
    {
        Lane said = request.Lane ?? new Lane();
        LaneStatus status = said.Status ?? new LaneStatus();
        LaneNames.TryRead(faults, "lane.name", said.Name, out lane);
        FieldRules.RequestId(faults, request.RequestId);
        foreach (string path in (IEnumerable<string>?)request.UpdateMask?.Paths ?? [])
        {
            if (path is not ("status" or "*"))
                faults.Add("update_mask", path, "must name only status, *");
        }

        UpdateLaneCommand command = new() { IfVersion = ParcelEtags.Read(said.Etag) };
        ReadStatus(status, faults, nowMs, command);
        command.ContentHash = XxHash64.HashToUInt64(command.ToByteArray(), Seed);
        command.RequestId = request.RequestId;
        return command;
    }

    private static void ReadStatus(LaneStatus status, FieldFaults faults, long nowMs, UpdateLaneCommand command)
    {
        FieldRules.Line(faults, "lane.status.note", status.Note, ApiLimits.DescriptionCharsMax);
        if (ConditionOf(status.State) is { } condition)
            command.Condition = (int)condition;
        else if (status.State != LaneStatusState.Unspecified)
            faults.Add("lane.status.state", ((int)status.State).ToString(System.Globalization.CultureInfo.InvariantCulture), "must be a LaneStatusState");
        command.Note = status.Note;
        if (status.UntilTime is null || !FieldRules.Instant(faults, "lane.status.until_time", status.UntilTime, out long until))
            return;
        if (until <= nowMs)
            faults.Add("lane.status.until_time", FieldRules.Shown(status.UntilTime), "must be later than now");
        command.UntilMs = until;
    }

    private static LaneCondition? ConditionOf(LaneStatusState state) => state switch
    {
        LaneStatusState.Unspecified => null,
        LaneStatusState.Open => LaneCondition.Open,
        LaneStatusState.Degraded => LaneCondition.Degraded,
        LaneStatusState.Suspended => LaneCondition.Suspended,
        _ => null,
    };
}
