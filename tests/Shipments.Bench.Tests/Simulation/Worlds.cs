using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Simulation.Payloads;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Tests.Simulation;

/// <summary>Small worlds of the network that comes with the project.</summary>
internal static class Worlds
{
    public static readonly DateTimeOffset Start = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public static Network Network(bool isFaithful = false) => Bench.Simulation.Networks.Network.Read(DataFolder.Network, isFaithful);

    public static WorldArguments.World Asked(int parcels, long seed, int days, string regimes = "", bool isFaithful = false, double ghosts = 0) =>
        new(Network(isFaithful), Regimes(regimes), Place.Read(DataFolder.Network), new WorldOptions(parcels, seed, days, Start, ghosts));

    public static RegimeSet Regimes(string lines) => lines.Length == 0
        ? RegimeSet.None
        : new RegimeSet([.. Table.Parse("test.tsv", string.Join('\t', Regime.Columns) + "\n" + lines, Regime.Columns).Rows.Select(row => Regime.Read(row, Start))]);

    /// <summary>Runs a world to its end.</summary>
    public static Seen Run(int parcels, long seed, int days, string regimes = "", bool isFaithful = false, double ghosts = 0)
    {
        WorldArguments.World asked = Asked(parcels, seed, days, regimes, isFaithful, ghosts);
        Seen seen = new();
        World world = new(asked.Network, asked.Regimes, asked.Places, asked.Options, seen);
        world.Run(CancellationToken.None);
        seen.Grounds = world.Grounds;
        seen.Network = asked.Network;
        return seen;
    }

    /// <summary>All that came out of a world.</summary>
    internal sealed class Seen : IWorldWatcher
    {
        public List<SimParcel> Parcels { get; } = [];

        public List<SimParcel> Ends { get; } = [];

        public List<Received> Payloads { get; } = [];

        public Grounds Grounds { get; set; } = null!;

        public Network Network { get; set; } = null!;

        public void Registered(SimParcel parcel, int at) => Parcels.Add(parcel);

        public void Received(in Received received) => Payloads.Add(received);

        public void Ended(SimParcel parcel, int at) => Ends.Add(parcel);

        public void Tick(int at)
        {
            // Nothing is asked of time here.
        }
    }
}
