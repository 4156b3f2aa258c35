using System.Globalization;
using System.IO.Hashing;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Api.Scans;
using Shipments.Contracts.Messages;
using Shipments.Domain.Containers;
using Shipments.V1;
using ContainerKind = Shipments.Domain.Containers.ContainerKind;

namespace Shipments.Api.Containers;

/// <summary>
/// Checks changes of a container whole and turns them into commands. What is wrong goes to the faults, and the command is then of no use. Two
/// requests of one id are the same when they were sent the same: a time filled in here does not count.
/// </summary>
internal static class ContainerReader
{
    /// <summary>Reads a creation.</summary>
    internal static ChangeContainerCommand Read(CreateContainerRequest request, FieldFaults faults)
    {
        ContainerKind kind = ContainerIds.KindOf(request.ContainerId, out string problem);
        if (kind == ContainerKind.None)
            faults.Add("container_id", request.ContainerId, problem);
        else if ((int)kind != (int)request.Kind)
            faults.Add("kind", ((int)request.Kind).ToString(CultureInfo.InvariantCulture), $"must be what the id says: {kind}");
        ChangeContainerCommand command = Begin(faults, request.RequestId, request);
        command.Create = new CreateContainerChange();
        return command;
    }

    /// <summary>Reads a load.</summary>
    internal static ChangeContainerCommand Read(LoadContainerRequest request, long nowMs, FieldFaults faults)
    {
        ChangeContainerCommand command = Begin(faults, request.RequestId, request);
        command.Load = MovesOf(request.Members, request.Time, nowMs, faults);
        return command;
    }

    /// <summary>Reads an unload.</summary>
    internal static ChangeContainerCommand Read(UnloadContainerRequest request, long nowMs, FieldFaults faults)
    {
        ChangeContainerCommand command = Begin(faults, request.RequestId, request);
        command.Unload = MovesOf(request.Members, request.Time, nowMs, faults);
        return command;
    }

    /// <summary>Reads a correction.</summary>
    internal static ChangeContainerCommand Read(CorrectMembershipRequest request, long nowMs, FieldFaults faults)
    {
        ChangeContainerCommand command = Begin(faults, request.RequestId, request);
        command.Remove = MovesOf(request.Members, null, nowMs, faults);
        return command;
    }

    /// <summary>Reads a seal.</summary>
    internal static ChangeContainerCommand Read(SealContainerRequest request, long nowMs, FieldFaults faults)
    {
        ChangeContainerCommand command = Begin(faults, request.RequestId, request);
        FieldRules.Line(faults, "seal_number", request.SealNumber, ApiLimits.SealCharsMax);
        command.Seal = new SealContainerChange { Number = request.SealNumber, AtMs = TimeOf(request.Time, nowMs, faults) };
        return command;
    }

    /// <summary>Reads a scan.</summary>
    internal static ChangeContainerCommand Read(RecordContainerScanRequest request, long nowMs, FieldFaults faults)
    {
        ChangeContainerCommand command = Begin(faults, request.RequestId, request);
        Scan scan = request.Scan?.Clone() ?? new Scan();
        if (scan.SubjectCase != Scan.SubjectOneofCase.None)
            faults.Add("scan." + (scan.SubjectCase == Scan.SubjectOneofCase.Parcel ? "parcel" : "tracking_number"), "", "must be left out: the container is scanned");

        // The reader of scans wants a subject, and keeps nothing of one that is a parcel.
        scan.Parcel = ParcelNames.Of("none");
        FieldFaults within = new("scan.");
        command.Scan = ScanReader.Read(scan, nowMs, within, out _);
        foreach (FieldFault fault in within.List)
            faults.Add(fault.Path, fault.Value, fault.Problem);
        return command;
    }

    private static ChangeContainerCommand Begin(FieldFaults faults, string requestId, IMessage request)
    {
        FieldRules.RequestId(faults, requestId);
        // The kinds of request must differ, even where their bytes do not.
        long seed = BitConverter.ToInt64(XxHash64.Hash(System.Text.Encoding.UTF8.GetBytes(request.Descriptor.Name)));
        return new ChangeContainerCommand { RequestId = requestId, ContentHash = XxHash64.HashToUInt64(request.ToByteArray(), seed) };
    }

    private static MoveMembersChange MovesOf(RepeatedField<string> members, Timestamp? time, long nowMs, FieldFaults faults)
    {
        BatchItems.Count(faults, "members", members.Count, ApiLimits.ContainerMembersMax);
        var moves = new MoveMembersChange { AtMs = TimeOf(time, nowMs, faults) };
        for (int i = 0; i < members.Count && i < ApiLimits.ContainerMembersMax; i++)
        {
            if (ContainerNames.ReadMember(faults, $"members[{i}]", members[i]) is { } member)
                moves.Members.Add(member);
        }

        return moves;
    }

    private static long TimeOf(Timestamp? time, long nowMs, FieldFaults faults)
    {
        if (time is null)
            return nowMs;
        FieldRules.Instant(faults, "time", time, out long ms);
        return ms;
    }
}
