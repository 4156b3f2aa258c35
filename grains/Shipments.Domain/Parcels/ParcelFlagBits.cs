using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>The marks beside the phase as bits: bit n - 1 for field n of the public ParcelFlags.</summary>
public static class ParcelFlagBits
{
    /// <summary>A carrier said that it is late.</summary>
    public const long Delayed = 1;

    /// <summary>Silent for longer than its service should be.</summary>
    public const long Stalled = 2;

    /// <summary>Held by a carrier or by customs.</summary>
    public const long Held = 4;

    /// <summary>A service without scans after the line haul.</summary>
    public const long Untracked = 8;

    /// <summary>A scan said something its place in the journey does not allow.</summary>
    public const long Regression = 16;

    /// <summary>Somebody should act.</summary>
    public const long ActionRequired = 32;

    /// <summary>A scan was changed or taken back by its carrier.</summary>
    public const long Corrected = 64;

    /// <summary>Merged into another parcel.</summary>
    public const long Merged = 128;

    /// <summary>Data that its destination wants before it is loaded is missing.</summary>
    public const long DataMissing = 2048;

    /// <summary>The bits of what was decided.</summary>
    /// <param name="decided">What was decided.</param>
    public static long Of(ParcelDecided decided) =>
        (decided.Delayed ? Delayed : 0) | (decided.Stalled ? Stalled : 0) | (decided.Held ? Held : 0) | (decided.Untracked ? Untracked : 0)
        | (decided.Regression ? Regression : 0) | (decided.ActionRequired ? ActionRequired : 0) | (decided.Corrected ? Corrected : 0)
        | (decided.Declared is { DataMissing: true } ? DataMissing : 0)
        | (decided.Merged ? Merged : 0);
}
