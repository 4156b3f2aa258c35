namespace Shipments.Domain.Numbers;

/// <summary>What became of a scan under a number.</summary>
public enum RouteKind
{
    /// <summary>Not taken; the verdict says why.</summary>
    Refused = 0,

    /// <summary>It belongs to the parcels of the verdict; the number keeps nothing of it.</summary>
    Parcels = 1,

    /// <summary>It waits here for a holder.</summary>
    Held = 2,

    /// <summary>It waits here already, or was handed out lately; nothing changed.</summary>
    Duplicate = 3,
}

/// <summary>Where a scan under a number goes.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="ScanId">The scan's id; never 0.</param>
/// <param name="Parcels">With <see cref="RouteKind.Parcels"/>: the ids of the holders whose window contains it, in the order they came; else empty.</param>
/// <param name="Rejection">
/// When refused: <see cref="Rejection.ScanTime"/>, <see cref="Rejection.NumberHeldFull"/> or <see cref="Rejection.TenantHeldFull"/>.
/// </param>
/// <param name="Detail">A sentence with the value that was refused; empty otherwise.</param>
public readonly record struct RouteVerdict(
    RouteKind Kind, ulong ScanId, IReadOnlyList<string> Parcels, Rejection Rejection, string Detail);
