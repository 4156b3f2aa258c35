using System.Globalization;
using Google.Protobuf.Collections;
using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.Domain.Scans;
using Shipments.V1;

namespace Shipments.Api.Containers;

/// <summary>Containers: create and read them, say what is in them, seal and scan them.</summary>
internal sealed class ContainerGrpcService(IContainerCalls containers, MemberLookups members, TimeProvider time) : ContainerService.ContainerServiceBase
{
    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override async Task<CreateContainerResponse> CreateContainer(CreateContainerRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ChangeContainerCommand command = ContainerReader.Read(request, faults);
        ChangeContainerReply reply = await ChangeAsync("containers/" + request.ContainerId, request.ContainerId, command, faults, context);
        return new CreateContainerResponse { Container = reply.Container };
    }

    /// <inheritdoc/>
    public override async Task<GetContainerResponse> GetContainer(GetContainerRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        faults.ThrowIfAny();
        GetContainerReply reply = await containers.Get(Caller.Of(context).Tenant, id, new GetContainerQuery(), CallDeadline.Token(context));
        return new GetContainerResponse { Container = reply.OrThrow(request.Name).Container };
    }

    /// <inheritdoc/>
    public override async Task<ListContainerMembersResponse> ListContainerMembers(ListContainerMembersRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        if (request.PageSize < 0)
            faults.Add("page_size", request.PageSize.ToString(CultureInfo.InvariantCulture), "must not be negative");
        int from = 0;
        if (request.PageToken.Length > 0 && !int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            faults.Add("page_token", request.PageToken, "must be one that was given");
        faults.ThrowIfAny();
        int size = request.PageSize == 0 ? ApiLimits.PageMembersDefault : Math.Min(request.PageSize, ApiLimits.PageMembersMax);
        var query = new GetContainerQuery { MembersFrom = from, MembersMax = size };
        GetContainerReply reply = (await containers.Get(Caller.Of(context).Tenant, id, query, CallDeadline.Token(context))).OrThrow(request.Name);
        return new ListContainerMembersResponse
        {
            Members = { reply.Members },
            NextPageToken = reply.NextMember == 0 ? "" : reply.NextMember.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <inheritdoc/>
    public override async Task<LoadContainerResponse> LoadContainer(LoadContainerRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        ChangeContainerCommand command = ContainerReader.Read(request, NowMs, faults);
        MemberOutcome[] outcomes = await MoveAsync(request.Name, id, command, command.Load, request.Members, faults, context);
        return new LoadContainerResponse { Outcomes = { outcomes } };
    }

    /// <inheritdoc/>
    public override async Task<UnloadContainerResponse> UnloadContainer(UnloadContainerRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        ChangeContainerCommand command = ContainerReader.Read(request, NowMs, faults);
        MemberOutcome[] outcomes = await MoveAsync(request.Name, id, command, command.Unload, request.Members, faults, context);
        return new UnloadContainerResponse { Outcomes = { outcomes } };
    }

    /// <inheritdoc/>
    public override async Task<CorrectMembershipResponse> CorrectMembership(CorrectMembershipRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        ChangeContainerCommand command = ContainerReader.Read(request, NowMs, faults);
        MemberOutcome[] outcomes = await MoveAsync(request.Name, id, command, command.Remove, request.Members, faults, context);
        return new CorrectMembershipResponse { Outcomes = { outcomes } };
    }

    /// <inheritdoc/>
    public override async Task<SealContainerResponse> SealContainer(SealContainerRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        ChangeContainerCommand command = ContainerReader.Read(request, NowMs, faults);
        ChangeContainerReply reply = await ChangeAsync(request.Name, id, command, faults, context);
        return new SealContainerResponse { Container = reply.Container };
    }

    /// <inheritdoc/>
    public override async Task<RecordContainerScanResponse> RecordContainerScan(RecordContainerScanRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        ChangeContainerCommand command = ContainerReader.Read(request, NowMs, faults);
        ChangeContainerReply reply = await ChangeAsync(request.Name, id, command, faults, context);
        return new RecordContainerScanResponse { ScanId = ScanIds.Text(reply.ScanId), Duplicate = reply.Duplicate };
    }

    private async Task<MemberOutcome[]> MoveAsync(
        string name, string id, ChangeContainerCommand command, MoveMembersChange moves, RepeatedField<string> sent, FieldFaults faults,
        ServerCallContext context)
    {
        faults.ThrowIfAny();
        MemberOutcome[] outcomes = await members.ResolveAsync(
            Caller.Of(context).Tenant, moves, sent, isLoad: command.Load is not null, CallDeadline.Token(context));
        ChangeContainerReply reply = await ChangeAsync(name, id, command, faults, context);
        foreach (RefusedMember refused in reply.Refused)
            outcomes[refused.Member].Error = ErrorStatuses.Of(ErrorTable.Of(refused.Rejection), refused.Detail, subject: sent[refused.Member]);
        return outcomes;
    }

    private async Task<ChangeContainerReply> ChangeAsync(
        string name, string id, ChangeContainerCommand command, FieldFaults faults, ServerCallContext context)
    {
        faults.ThrowIfAny();
        return (await containers.Change(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context))).OrThrow(name);
    }
}
