using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Services;
using Shipments.Contracts.Messages;

namespace Shipments.Grains.Placement;

/// <summary>Asks over Orleans, whose members a silo still reaches when it does not reach the database.</summary>
internal sealed class OwnerPeers(IServiceProvider services) : GrainServiceClient<IOwnerService>(services), IOwnerPeers
{
    private readonly IClusterMembershipService _members = services.GetRequiredService<IClusterMembershipService>();
    private readonly SiloAddress _self = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <inheritdoc/>
    public IReadOnlyList<SiloAddress> Others() =>
    [
        .. _members.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(_self)).Select(member => member.SiloAddress),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> AskAsync(SiloAddress peer)
    {
        OwnedShardsReply reply = await GetGrainService(peer).Owned();
        return reply.Shards;
    }
}
