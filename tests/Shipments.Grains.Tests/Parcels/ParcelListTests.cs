using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.V1;
using Phase = Shipments.V1.Phase;

namespace Shipments.Grains.Tests.Parcels;

/// <summary>Goal: what was flushed is listed, as it is, and nobody else's. Method: one silo over real storage.</summary>
public sealed class ParcelListTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Flushed_parcels_are_listed_by_phase_in_pages_and_the_read_time_says_so()
    {
        long before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (string id in new[] { "a", "b", "c" })
            await _silo.Parcel(id).Register(Commands.Register("r-" + id), CancellationToken.None);
        await _silo.Parcel("b").Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        Parcel b = (await _silo.Parcel("b").Get(new GetParcelQuery(), CancellationToken.None)).Parcel;
        await _silo.FlushAsync();
        IParcelListGrain list = _silo.Grains.GetGrain<IParcelListGrain>("acme");

        ListParcelsReply all = await list.List(new ListParcelsQuery { RowsMax = 2 }, CancellationToken.None);
        ListParcelsReply rest = await list.List(new ListParcelsQuery { RowsMax = 2, After = all.Next }, CancellationToken.None);
        ListParcelsReply moved = await list.List(new ListParcelsQuery { RowsMax = 9, Phases = 1UL << (int)Phase.PickedUp }, CancellationToken.None);
        ListParcelsReply nobody = await _silo.Grains.GetGrain<IParcelListGrain>("nobody").List(new ListParcelsQuery { RowsMax = 9 }, CancellationToken.None);

        all.Parcels.Concat(rest.Parcels).Select(parcel => parcel.ParcelId).Should().BeEquivalentTo("a", "b", "c");
        rest.Next.Should().BeNull();
        all.ReadMs.Should().BeGreaterThanOrEqualTo(before);
        moved.Parcels.Should().Equal(new Parcel
        {
            Name = "parcels/b",
            ParcelId = "b",
            Phase = Phase.PickedUp,
            Lane = "CN-US/standard",
            Flags = b.Flags,
            CreateTime = b.CreateTime,
            LastEventTime = b.LastEventTime,
        });
        nobody.Parcels.Should().BeEmpty();
    }

    [Theory]
    [InlineData(ParcelFlagBits.Held)]
    [InlineData(ParcelFlagBits.Untracked)]
    public async Task A_flag_lists_those_that_have_it(long flag)
    {
        RegisterCommand untracked = Commands.Register("u");
        untracked.Registration.UntrackedService = true;
        await _silo.Parcel("u").Register(untracked, CancellationToken.None);
        await _silo.Parcel("t").Register(Commands.Register("t"), CancellationToken.None);
        await _silo.FlushAsync();

        ListParcelsReply reply = await _silo.Grains.GetGrain<IParcelListGrain>("acme")
            .List(new ListParcelsQuery { RowsMax = 9, Flags = flag }, CancellationToken.None);

        reply.Parcels.Select(parcel => (parcel.ParcelId, parcel.Flags.Untracked)).Should().Equal(flag == ParcelFlagBits.Untracked ? [("u", true)] : []);
    }
}
