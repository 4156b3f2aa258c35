using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>
/// A point and how long a parcel stood at it, packed into the part of a cell: who stood at a point for four days is another one than who went on
/// at once and is four days further. The numbers are written in states: fixed for ever.
/// </summary>
internal static class EtaSlots
{
    /// <summary>Slots lie below this number; not all numbers are slots.</summary>
    public const int Count = Stays << StayShift;

    /// <summary>How many lengths of stay are told apart: 6.</summary>
    public const int Stays = 6;

    /// <summary>In slots below this number, those without a stay, weekdays are told apart.</summary>
    public const int WeekdaySlots = 1 << StayShift;

    private const int StayShift = 4;
    private const long DayMs = 86_400_000;

    private static ReadOnlySpan<long> AfterDays => [0, 1, 2, 4, 8, 16];

    /// <summary>From when on a parcel is in a slot, after it reached the point: at once, after 1, 2, 4, 8 and 16 days.</summary>
    public static long AfterMs(int stay) => AfterDays[stay] * DayMs;

    public static int Of(EtaPoint point, int stay) => (stay << StayShift) | (int)point;

    public static EtaPoint PointOf(int slot) => (EtaPoint)(slot & ((1 << StayShift) - 1));

    public static int StayOf(int slot) => slot >> StayShift;

    /// <summary>Whether a cell's part is a slot this version knows.</summary>
    public static bool IsSlot(int part) => part < Count && PointOf(part) is > EtaPoint.None and <= EtaPoint.CustomsStopped;

    /// <summary>The longest stay of a parcel that has stood so long.</summary>
    public static int StayAfter(long stoodMs)
    {
        int stay = 0;
        while (stay + 1 < Stays && stoodMs > AfterMs(stay + 1))
            stay++;
        return stay;
    }

    /// <summary>The longest stay a parcel had at a point it has left; the first one where it is not known when it left.</summary>
    public static int StayAt(in LaneFacts facts, EtaPoint point)
    {
        long left = EtaFacts.LeftMs(facts, point);
        return left == 0 ? 0 : StayAfter(left - EtaFacts.ReachedMs(facts, point));
    }
}
