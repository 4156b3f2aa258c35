namespace Shipments.Domain.Lanes;

/// <summary>Gaps of whole days, earlier ones below <see cref="Zero"/>, as buckets of a cell.</summary>
public static class DayGaps
{
    /// <summary>The bucket of no gap.</summary>
    public const int Zero = 1_000;

    /// <summary>Greater gaps count as this one, either way: 366 days.</summary>
    public const int DaysMax = 366;

    private const long DayMs = 86_400_000;

    /// <summary>The bucket of a gap; a part of a day counts as the whole day it begins.</summary>
    /// <param name="ms">How much later, in milliseconds; negative for earlier.</param>
    public static int BucketOf(long ms) => Zero + (int)Math.Clamp(Floor(ms), -DaysMax, DaysMax);

    /// <summary>Days begun: 1 for anything above zero up to a day; at most <see cref="DaysMax"/>.</summary>
    /// <param name="ms">How much later, in milliseconds.</param>
    public static int Begun(long ms) => ms <= 0 ? 0 : (int)Math.Min(((ms - 1) / DayMs) + 1, DaysMax);

    private static long Floor(long ms) => ms >= 0 ? ms / DayMs : -((-ms + DayMs - 1) / DayMs);
}
