using Shipments.Domain.Parcels;

namespace Shipments.Domain.Numbers;

/// <summary>What is bounded in a tracking number. Past a bound the rule named refuses.</summary>
public static class NumberBounds
{
    /// <summary>A number has at most so many holders over its life; <see cref="Rejection.NumberHoldersFull"/>.</summary>
    public const int HoldersMax = 32;

    /// <summary>
    /// At most so many scans wait under a number before a further one is refused; <see cref="Rejection.NumberHeldFull"/>. Scans that parcels
    /// give back were taken before and come on top.
    /// </summary>
    public const int HeldMax = 256;

    /// <summary>At most so many further numbers are named under a number, as many as a parcel has; <see cref="Rejection.NumberNamesFull"/>.</summary>
    public const int NamesMax = ParcelBounds.NumbersMax;

    /// <summary>The ids of so many scans last handed out are remembered.</summary>
    public const int RecentMax = 256;

    /// <summary>One step carries at most so many scans; more go in further steps.</summary>
    public const int StepScansMax = 100;

    /// <summary>A scan waits so long for a holder, and so does what was named under the number.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromDays(30);

    /// <summary>A holder that comes so many calendar months after the one before holds a number that was issued anew.</summary>
    public const int ReuseMonths = 12;
}
