using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Feed;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Contracts.Serialization;
using Shipments.Grains.Hosting;
using Shipments.Grains.Placement;
using Shipments.Grains.Tests.Clusters;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Placement;

/// <summary>
/// Goal: an actor lives at the owner of its shard and follows it. Method: two silos over one storage, told apart by a division of the shards
/// that can be swapped; the management grain says where an actor is.
/// </summary>
public sealed class ShardPlacementTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly DividedShards _shards = new();
    private ShipmentsStorage _storage = null!;
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _storage = await ShipmentsStorage.StartAsync(
            new StorageOptions { Address = "127.0.0.1:1" }, new SqliteStorageOptions { Folder = _folder.Path }, GrainsSiloBuilderExtensions.Kinds,
            TimeProvider.System, NullLoggerFactory.Instance);
        InProcessTestClusterBuilder builder = new(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IActorJournal>(_storage);
            silo.Services.AddSingleton<IJournalFeed>(_storage);
            silo.Services.AddSingleton<IDueActors>(_storage);
            silo.Services.AddSingleton<IOwnerNews>(_storage);
            silo.Services.AddSingleton<IShardOwnership>(provider => new DividedOwnership(
                _storage, _shards, SiloNames.Of(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress)));
            silo.UseShipmentsGrains();
        });
        builder.ConfigureClient(client => client.Services.AddShipmentsMessages());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _shards.First = SiloNames.Of(_cluster.Silos[0].SiloAddress);
        _shards.Second = SiloNames.Of(_cluster.Silos[1].SiloAddress);
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_parcel_is_activated_at_the_owner_of_its_shard()
    {
        for (int i = 0; i < 8; i++)
        {
            IParcelGrain parcel = Parcel(i);
            await parcel.Register(Commands.Register("r"), CancellationToken.None);
            (await HostOfAsync(parcel)).Should().Be(OwnerOf(i));
        }
    }

    [Fact]
    public async Task A_parcel_whose_shard_moved_answers_Moved_with_the_owner_and_the_helper_finds_it_there()
    {
        IParcelGrain parcel = Parcel(0);
        await parcel.Register(Commands.Register("r"), CancellationToken.None);
        string before = await HostOfAsync(parcel);

        _shards.Swap();
        RecordReply refused = await parcel.Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        refused.Header.Status.Should().Be(CallStatus.Moved);
        refused.Header.Owner.Should().Be(OwnerOf(0)).And.NotBe(before);

        RecordReply recorded = await GrainCalls.InvokeAsync(
            static (grain, token) => grain.Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), token), parcel, TimeProvider.System,
            CancellationToken.None);
        recorded.Header.Status.Should().Be(CallStatus.Ok);
        (await HostOfAsync(parcel)).Should().Be(OwnerOf(0));
        (await parcel.Get(new GetParcelQuery(), CancellationToken.None)).Parcel.ScanCount.Should().Be(1);
    }

    [Fact]
    public async Task A_parcel_that_came_after_its_silo_read_the_owners_does_not_go_back()
    {
        IParcelGrain parcel = Parcel(0);
        await parcel.Register(Commands.Register("r"), CancellationToken.None);
        string before = await HostOfAsync(parcel);

        _shards.AreRead = false;
        _shards.Swap();
        for (int call = 0; call < 3; call++)
        {
            (await parcel.Get(new GetParcelQuery(), CancellationToken.None)).Header.Status.Should().Be(CallStatus.Moved);
            (await HostOfAsync(parcel)).Should().Be(before);
        }

        _shards.AreRead = true;
        GetParcelReply found = await GrainCalls.InvokeAsync(
            static (grain, token) => grain.Get(new GetParcelQuery(), token), parcel, TimeProvider.System, CancellationToken.None);
        found.Header.Status.Should().Be(CallStatus.Ok);
        (await HostOfAsync(parcel)).Should().Be(OwnerOf(0)).And.NotBe(before);
    }

    [Fact]
    public async Task A_feed_is_activated_at_the_owner_of_its_shard_and_follows_it()
    {
        for (int shard = 0; shard < 4; shard++)
        {
            IShardFeedGrain feed = _cluster.Client.GetGrain<IShardFeedGrain>(ActorKeys.Feed(shard));
            (await feed.Places(new ShardPlacesQuery(), CancellationToken.None)).Header.Status.Should().Be(CallStatus.Ok);
            (await HostOfAsync(feed)).Should().Be(_shards.OwnerOf(shard));

            _shards.Swap();
            (await feed.Places(new ShardPlacesQuery(), CancellationToken.None)).Header
                .Should().Be(new CallHeader { Status = CallStatus.Moved, Owner = _shards.OwnerOf(shard) });
            ShardPlacesReply found = await GrainCalls.InvokeAsync(
                static (grain, token) => grain.Places(new ShardPlacesQuery(), token), feed, TimeProvider.System, CancellationToken.None);

            // Only the owner answers so. Which address the directory gives just then is no matter of ours: caches learn of a move later.
            found.Header.Status.Should().Be(CallStatus.Ok);
        }
    }

    [Fact]
    public async Task The_helper_gives_up_after_its_bound_and_says_Moved()
    {
        int calls = 0;
        RecordReply reply = await GrainCalls.InvokeAsync(
            (argument, _) =>
            {
                calls++;
                return Task.FromResult(new RecordReply { Header = new CallHeader { Status = CallStatus.Moved, Owner = argument } });
            },
            "nowhere", TimeProvider.System, CancellationToken.None);
        reply.Header.Status.Should().Be(CallStatus.Moved);
        calls.Should().Be(GrainCalls.MovedRetriesMax + 1);
    }

    [Fact]
    public async Task The_helper_calls_again_when_the_silo_is_gone_unless_the_command_cannot_be_repeated()
    {
        int calls = 0;
        Func<string, CancellationToken, Task<RecordReply>> second = (_, _) => ++calls % 2 == 1
            ? throw new SiloUnavailableException("gone")
            : Task.FromResult(new RecordReply { Header = new CallHeader() });

        await GrainCalls.InvokeAsync(second, "", TimeProvider.System, CancellationToken.None);
        calls.Should().Be(2);
        Func<Task> once = async () => await GrainCalls.InvokeAsync(second, "", TimeProvider.System, CancellationToken.None, isRepeatable: false);
        await once.Should().ThrowAsync<SiloUnavailableException>();
        calls.Should().Be(3);
    }

    [Fact]
    public async Task The_helper_gives_up_after_its_bound_and_throws_what_the_last_call_threw()
    {
        int calls = 0;
        Func<string, CancellationToken, Task<RecordReply>> call = (_, _) => throw new SiloUnavailableException($"call {++calls}");
        Func<Task> gone = async () => await GrainCalls.InvokeAsync(call, "", TimeProvider.System, CancellationToken.None);
        await gone.Should().ThrowAsync<SiloUnavailableException>().WithMessage($"call {GrainCalls.MovedRetriesMax + 1}");
    }

    private static ActorKey KeyOf(int i) => ActorKey.Parse(ActorKeys.Parcel("acme", $"p{i}"));

    private IParcelGrain Parcel(int i) => _cluster.Client.GetGrain<IParcelGrain>(KeyOf(i).Value);

    private string OwnerOf(int i) => _shards.OwnerOf(_storage.ShardOf(KeyOf(i)));

    private async Task<string> HostOfAsync(IGrain grain)
    {
        SiloAddress? host = await _cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return host is null ? "" : SiloNames.Of(host);
    }
}
