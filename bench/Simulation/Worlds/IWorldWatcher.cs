namespace Shipments.Bench.Simulation.Worlds;

/// <summary>Sees what comes out of a world, in the order of time.</summary>
internal interface IWorldWatcher
{
    /// <summary>Somebody registers a parcel.</summary>
    void Registered(SimParcel parcel, int at);

    /// <summary>A carrier's payload comes in.</summary>
    void Received(in Received received);

    /// <summary>A parcel has ended, and all that is ever said of it has been said. Ghosts come here too.</summary>
    void Ended(SimParcel parcel, int at);

    /// <summary>So many minutes have passed; called every half an hour of the world.</summary>
    void Tick(int at);
}
