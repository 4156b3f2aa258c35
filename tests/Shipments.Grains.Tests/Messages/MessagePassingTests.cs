using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Serialization;

namespace Shipments.Grains.Tests.Messages;

/// <summary>
/// Goal: a local grain call copies no message, a remote one carries it whole. Method: count the objects that are not the
/// ones that were passed, in a one-silo cluster whose client is outside the silo.
/// </summary>
public sealed class MessagePassingTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddShipmentsMessages());
        builder.ConfigureClient(client => client.Services.AddShipmentsMessages());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_local_call_hands_argument_and_reply_over_uncopied()
    {
        int copies = await _cluster.Client.GetGrain<IEchoCallerGrain>("a").CountCopies(1_000);
        copies.Should().Be(0);
    }

    [Fact]
    public void A_deep_copy_of_any_message_is_the_message_itself()
    {
        DeepCopier copier = _cluster.Silos[0].ServiceProvider.GetRequiredService<DeepCopier>();
        RegisterReply reply = new() { Parcel = new V1.Parcel { ParcelId = "p" } };
        copier.Copy(reply).Should().BeSameAs(reply);
        copier.Copy<object>(reply.Parcel).Should().BeSameAs(reply.Parcel);
    }

    [Fact]
    public async Task A_call_from_outside_the_silo_carries_the_message_whole()
    {
        RecordCommand command = new() { RequestId = "r", ContentHash = 7 };
        command.Scans.Add(new Journal.V1.ScanFact { Id = 1, Carrier = "usps", Text = new string('x', 100_000) });
        RecordCommand reply = await _cluster.Client.GetGrain<IEchoGrain>("b").Echo(command, CancellationToken.None);
        reply.Should().NotBeSameAs(command);
        reply.Should().Be(command);
    }

    [Fact]
    public void A_message_survives_the_wire_twice_in_one_graph()
    {
        Serializer serializer = _cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        RoutedNumber number = new() { Number = "RB1", HoldersVersion = 3 };
        object[] graph = [number, number];
        object[] read = serializer.Deserialize<object[]>(serializer.SerializeToArray(graph))!;
        read[0].Should().Be(number);
        read[1].Should().BeSameAs(read[0]);
    }
}
