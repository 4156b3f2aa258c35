namespace Shipments.Storage;

/// <summary>Which parcels of a tenant are wanted, and in what order. What is left out filters nothing.</summary>
/// <param name="Tenant">Whose parcels.</param>
public sealed record ParcelListQuery(string Tenant)
{
    /// <summary>The order.</summary>
    public ParcelOrder Order { get; init; }

    /// <summary>The greatest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Bit n for phase n; 0 for all. Only phases 0 to 63 can be asked for.</summary>
    public long PhaseBits { get; init; }

    /// <summary>The lane's key; empty for all.</summary>
    public string Lane { get; init; } = "";

    /// <summary>Flags that must all be set.</summary>
    public long FlagBits { get; init; }

    /// <summary>Flags none of which may be set.</summary>
    public long WithoutFlagBits { get; init; }

    /// <summary>Registered at this time or later, in milliseconds since 1970-01-01 UTC as the others.</summary>
    public long CreatedFromMs { get; init; } = long.MinValue;

    /// <summary>Registered before this time.</summary>
    public long CreatedToMs { get; init; } = long.MaxValue;

    /// <summary>The newest scan at this time or later; a parcel without a scan counts as 0.</summary>
    public long LastEventFromMs { get; init; } = long.MinValue;

    /// <summary>The newest scan before this time.</summary>
    public long LastEventToMs { get; init; } = long.MaxValue;

    /// <summary>Only what comes after this place in the order; null for the beginning.</summary>
    public ParcelListPosition? After { get; init; }

    internal long FromMs => Order == ParcelOrder.Created ? CreatedFromMs : LastEventFromMs;

    internal long ToMs => Order == ParcelOrder.Created ? CreatedToMs : LastEventToMs;

    /// <summary>The bound of the order's range at which reading ends.</summary>
    internal long EndMs => Descending ? FromMs : ToMs;

    /// <summary>Where reading begins. No id is empty, so a bound alone is a place before all of its rows.</summary>
    internal ParcelListPosition Begin()
    {
        var first = new ParcelListPosition(Descending ? ToMs : FromMs, "");
        return After is { } after && (Descending ? after.AtMs < first.AtMs : after.AtMs >= first.AtMs) ? after : first;
    }

    internal bool Has(ListColumns row) =>
        (PhaseBits == 0 || (row.Phase is >= 0 and < 64 && ((PhaseBits >> row.Phase) & 1) == 1))
        && (Lane.Length == 0 || row.Lane == Lane)
        && (row.Flags & FlagBits) == FlagBits
        && (row.Flags & WithoutFlagBits) == 0
        && row.CreatedMs >= CreatedFromMs && row.CreatedMs < CreatedToMs
        && row.LastEventMs >= LastEventFromMs && row.LastEventMs < LastEventToMs;

    internal ParcelListPosition PlaceOf(ListedParcel row) =>
        new(Order == ParcelOrder.Created ? row.Columns.CreatedMs : row.Columns.LastEventMs, row.ParcelId);
}
