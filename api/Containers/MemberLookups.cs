using Google.Protobuf.Collections;
using Shipments.Api.Errors;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Api.Scans;
using Shipments.Contracts.Messages;
using Shipments.Domain.Containers;
using Shipments.V1;

namespace Shipments.Api.Containers;

/// <summary>
/// Looks at the members of a call: which parcels tracking numbers mean, and before a load whether each member is there, and a parcel's customs data
/// with it. The container itself asks nobody.
/// </summary>
internal sealed class MemberLookups(INumberCalls numbers, IParcelCalls parcels, IContainerCalls containers)
{
    private static readonly LookupNumberQuery Lookup = new();
    private static readonly GetParcelQuery Summary = new();
    private static readonly GetContainerQuery OneMember = new() { MembersMax = 1 };

    /// <summary>Fills in what the change says of its members' parcels; answers an outcome for each, without errors.</summary>
    /// <param name="tenant">The caller's tenant.</param>
    /// <param name="moves">The change, with its members read.</param>
    /// <param name="sent">The members as they were sent.</param>
    /// <param name="isLoad">They are put in, so they must be there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<MemberOutcome[]> ResolveAsync(
        string tenant, MoveMembersChange moves, RepeatedField<string> sent, bool isLoad, CancellationToken cancellationToken)
    {
        Found[] found = await FanOut.RunAsync(sent.Count, (Lookups: this, tenant, moves, isLoad, cancellationToken), static (call, index) =>
            call.Lookups.FindAsync(call.tenant, call.moves.Members[index], call.moves.AtMs, call.isLoad, call.cancellationToken));
        var outcomes = new MemberOutcome[sent.Count];
        bool hasNumbers = moves.Members.Any(IsNumber);
        for (int i = 0; i < found.Length; i++)
        {
            bool isMeant = IsNumber(moves.Members[i]) && found[i].Parcel.Length > 0;
            if (hasNumbers)
                moves.Parcels.Add(isMeant ? ContainerMembers.ParcelPrefix + found[i].Parcel : "");
            if (found[i].Unregistered)
                moves.Unregistered.Add(i);
            outcomes[i] = new MemberOutcome
            {
                Member = sent[i],
                Parcel = isMeant ? ParcelNames.Of(found[i].Parcel) : "",
                DataMissing = found[i].DataMissing,
            };
        }

        return outcomes;
    }

    private static bool IsNumber(string member) => member.StartsWith(ContainerMembers.NumberPrefix, StringComparison.Ordinal);

    private async ValueTask<Found> FindAsync(string tenant, string member, long atMs, bool isLoad, CancellationToken cancellationToken)
    {
        if (member.StartsWith(ContainerMembers.ContainerPrefix, StringComparison.Ordinal))
            return new Found("", Unregistered: isLoad && !await IsThereAsync(tenant, member[ContainerMembers.ContainerPrefix.Length..], cancellationToken), DataMissing: false);
        bool isParcel = member.StartsWith(ContainerMembers.ParcelPrefix, StringComparison.Ordinal);
        string parcel = isParcel ? member[ContainerMembers.ParcelPrefix.Length..] : "";
        if (IsNumber(member))
            parcel = await HolderAsync(tenant, member[ContainerMembers.NumberPrefix.Length..], atMs, cancellationToken);
        if (!isLoad || parcel.Length == 0)
            return new Found(parcel, Unregistered: false, DataMissing: false);
        GetParcelReply reply = await parcels.Get(tenant, parcel, Summary, cancellationToken);
        if (reply.Header is { Status: CallStatus.Refused, Rejection: Rejection.ParcelNotFound })
            return new Found(parcel, Unregistered: isParcel, DataMissing: false);
        return new Found(parcel, Unregistered: false, reply.OrThrow(ParcelNames.Of(parcel)).Parcel.Flags is { DataMissing: true });
    }

    private async ValueTask<bool> IsThereAsync(string tenant, string container, CancellationToken cancellationToken)
    {
        GetContainerReply reply = await containers.Get(tenant, container, OneMember, cancellationToken);
        if (reply.Header is { Status: CallStatus.Refused, Rejection: Rejection.ContainerNotFound })
            return false;
        reply.OrThrow("containers/" + container);
        return true;
    }

    // The one parcel that holds the number at the time; empty when none or several do.
    private async ValueTask<string> HolderAsync(string tenant, string number, long atMs, CancellationToken cancellationToken)
    {
        LookupNumberReply reply = (await numbers.Lookup(tenant, number, Lookup, cancellationToken)).OrThrow(number);
        NumberWindow[] holders = [.. reply.Holders.Where(holder => holder.FromMs <= atMs && (holder.ToMs == 0 || atMs < holder.ToMs))];
        return holders is [{ Shared: false } only] ? only.Parcel : "";
    }

    private readonly record struct Found(string Parcel, bool Unregistered, bool DataMissing);
}
