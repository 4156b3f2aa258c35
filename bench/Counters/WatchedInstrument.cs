namespace Shipments.Bench.Counters;

/// <summary>A figure that a .NET process tells of itself, and that a report wants.</summary>
/// <param name="Meter">The meter's name.</param>
/// <param name="Name">The instrument's name.</param>
/// <param name="IsGauge">A gauge is what is now; anything else is a sum that only rises.</param>
internal sealed record WatchedInstrument(string Meter, string Name, bool IsGauge)
{
    /// <summary>States in memory whose rows are not written yet.</summary>
    public static readonly WatchedInstrument DirtyStates = new("Shipments.Storage", "shipments.storage.dirty.states", true);

    /// <summary>Bytes a process allocated on its managed heap since its start.</summary>
    public static readonly WatchedInstrument Allocated = new("System.Runtime", "dotnet.gc.heap.total_allocated", false);

    /// <summary>State rows asked for: an actor that was not in memory.</summary>
    public static readonly WatchedInstrument LoadRows = new("Shipments.Storage", "shipments.storage.load.rows", false);

    /// <summary>All of them. None has tags, so that each is one number.</summary>
    public static IReadOnlyList<WatchedInstrument> All { get; } =
    [
        Allocated,
        new("System.Runtime", "dotnet.gc.pause.time", false),
        LoadRows,
        new("Shipments.Storage", "shipments.storage.flush.rows", false),
        DirtyStates,
        new("Shipments.Storage", "shipments.storage.dirty.size", true),
    ];
}
