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
internal sealed class ContainerGrpcService(IContainerCalls containers, TimeProvider time) : ContainerService.ContainerServiceBase
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
        ChangeContainerReply reply = await ChangeAsync(request.Name, id, command, faults, context);
        return new LoadContainerResponse { Outcomes = { OutcomesOf(request.Members, reply) } };
    }

    /// <inheritdoc/>
    public override async Task<UnloadContainerResponse> UnloadContainer(UnloadContainerRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        ChangeContainerCommand command = ContainerReader.Read(request, NowMs, faults);
        ChangeContainerReply reply = await ChangeAsync(request.Name, id, command, faults, context);
        return new UnloadContainerResponse { Outcomes = { OutcomesOf(request.Members, reply) } };
    }

    /// <inheritdoc/>
    public override async Task<CorrectMembershipResponse> CorrectMembership(CorrectMembershipRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ContainerNames.TryRead(faults, "name", request.Name, out string id);
        ChangeContainerCommand command = ContainerReader.Read(request, faults);
        ChangeContainerReply reply = await ChangeAsync(request.Name, id, command, faults, context);
        return new CorrectMembershipResponse { Outcomes = { OutcomesOf(request.Members, reply) } };
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

    private static IEnumerable<MemberOutcome> OutcomesOf(RepeatedField<string> members, ChangeContainerReply reply)
    {
        Dictionary<int, RefusedMember> refused = reply.Refused.ToDictionary(member => member.Member);
        for (int i = 0; i < members.Count; i++)
        {
            var outcome = new MemberOutcome { Member = members[i] };
            if (refused.TryGetValue(i, out RefusedMember? refusal))
                outcome.Error = ErrorStatuses.Of(ErrorTable.Of(refusal.Rejection), refusal.Detail, subject: members[i]);
            yield return outcome;
        }
    }

    private async Task<ChangeContainerReply> ChangeAsync(
        string name, string id, ChangeContainerCommand command, FieldFaults faults, ServerCallContext context)
    {
        faults.ThrowIfAny();
        return (await containers.Change(Caller.Of(context).Tenant, id, command, CallDeadline.Token(context))).OrThrow(name);
    }
}
