using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Serialization;
using Shipments.Domain.Carriers;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Silence;
using Shipments.Grains.Containers;
using Shipments.Grains.Eta;
using Shipments.Grains.Feed;
using Shipments.Grains.Inbox;
using Shipments.Grains.Lanes;
using Shipments.Grains.Numbers;
using Shipments.Grains.Parcels;
using Shipments.Grains.Placement;
using Shipments.Grains.Silence;
using Shipments.Grains.Steps;
using Shipments.Storage;

namespace Shipments.Grains.Hosting;

/// <summary>The actors of a silo.</summary>
public static class GrainsSiloBuilderExtensions
{
    /// <summary>The kinds of actor that storage has to know before it starts.</summary>
    public static IReadOnlyList<ActorKind> Kinds { get; } = [new ParcelActorKind(), new NumberActorKind(), new ContainerActorKind()];

    /// <summary>The readers of the journal that retention must not pass.</summary>
    public static IReadOnlyList<string> FeedConsumers { get; } = [ShardSteps.Consumer, ShardLaneFeed.Consumer];

    /// <summary>
    /// Registers the grains, their placement and the consumers of the journal. The host provides IActorJournal, IShardOwnership,
    /// IJournalFeed, IDueActors, IParcelLists and IOwnerNews, started, and a default grain storage for the lanes.
    /// </summary>
    /// <param name="silo">The silo.</param>
    public static ISiloBuilder UseShipmentsGrains(this ISiloBuilder silo)
    {
        IServiceCollection services = silo.Services;
        services.AddShipmentsMessages();
        services.AddPlacementDirector<ShardPlacement, ShardPlacementDirector>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new LiveVocabularies());
        services.TryAddSingleton<IVocabulary>(provider => provider.GetRequiredService<LiveVocabularies>());
        services.TryAddSingleton(provider => new JournaledServices(
            provider.GetRequiredService<IActorJournal>(), provider.GetRequiredService<IShardOwnership>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<LocalGrains>()));
        services.TryAddSingleton<LocalGrains>();
        services.TryAddSingleton<ILocalGrains>(provider => provider.GetRequiredService<LocalGrains>());
        services.TryAddSingleton(Kinds.OfType<ParcelActorKind>().Single());
        services.TryAddSingleton(Kinds.OfType<NumberActorKind>().Single());
        services.TryAddSingleton(Kinds.OfType<ContainerActorKind>().Single());
        services.TryAddSingleton<ContainerRules>();
        services.TryAddSingleton<ParcelRules>();
        services.TryAddSingleton<NumberRules>();
        services.TryAddSingleton<HeldQuota>();
        services.TryAddSingleton<DeliveredSteps>();
        services.TryAddSingleton<IActorRules<ParcelState, ParcelTurn>>(provider => provider.GetRequiredService<ParcelRules>());
        services.TryAddSingleton<IActorRules<NumberState, NumberTurn>>(provider => provider.GetRequiredService<NumberRules>());
        services.TryAddSingleton<BriefInboxes<ParcelState, ParcelTurn>>();
        services.TryAddSingleton<BriefInboxes<NumberState, NumberTurn>>();
        services.TryAddSingleton<LocalSteps>();
        services.TryAddSingleton<StepCourier>();
        services.TryAddSingleton<ILocalRegistrations, LocalRegistrations>();
        services.TryAddSingleton<StepInstruments>();
        services.TryAddSingleton<FeedStop>();
        services.AddGrainService<OwnerService>();
        services.TryAddSingleton<IOwnerPeers, OwnerPeers>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OwnerInquiry>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<FeedStop>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StepService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, NumberUpkeep>();
        AddLanes(services);
        AddDue(services);
        return silo;
    }

    private static void AddDue(IServiceCollection services)
    {
        services.AddOptions<DueOptions>();
        services.TryAddSingleton<DueInstruments>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DueWork>();
        services.TryAddSingleton<LaneDwellCache>();
        services.TryAddSingleton<ILaneDwells>(provider => provider.GetRequiredService<LaneDwellCache>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LaneDwellReader>();
    }

    private static void AddLanes(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<LaneInstruments>();
        services.TryAddSingleton<ILaneCalls, GrainLaneCalls>();
        services.TryAddSingleton<LaneSaves>();
        services.TryAddSingleton(new LiveLaneData());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<LaneSaves>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LaneFeedService>();
        services.TryAddSingleton<ForecastCache>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ForecastRefresh>();
    }
}
