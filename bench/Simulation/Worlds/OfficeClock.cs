using Shipments.Domain.Scans;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>The clock of an office: local time and back, in seconds from the begin of the world.</summary>
internal sealed class OfficeClock
{
    private const int HourSeconds = 3_600;

    private readonly int[] _offsets;

    /// <summary>Makes the clock of an office.</summary>
    /// <param name="office">Its code.</param>
    /// <param name="start">The begin of the world.</param>
    /// <param name="hours">How long the world may last.</param>
    /// <exception cref="InvalidDataException">Nobody knows what time it is there.</exception>
    public OfficeClock(string office, DateTimeOffset start, int hours)
    {
        _offsets = new int[hours];
        for (int hour = 0; hour < hours; hour++)
            _offsets[hour] = OffsetAt(office, start.UtcDateTime.AddHours(hour));
    }

    /// <summary>Seconds that the local time is ahead of UTC.</summary>
    public int OffsetAt(int at) => _offsets[Math.Clamp(at / HourSeconds, 0, _offsets.Length - 1)];

    public int ToLocal(int at) => at + OffsetAt(at);

    public int ToUtc(int local) => local - OffsetAt(local - OffsetAt(local));

    // Before and after the clocks change, the offset of the day before or after holds; of an hour that comes twice the later one.
    private static int OffsetAt(string office, DateTime utc)
    {
        TimeSpan? last = null;
        for (int days = -1; days <= 1; days++)
        {
            DateTime noon = DateTime.SpecifyKind(utc.Date.AddDays(days).AddHours(12), DateTimeKind.Unspecified);
            TimeSpan? offset = OfficeZones.Offset(office, noon);
            DateTime local = DateTime.SpecifyKind(utc + (offset ?? TimeSpan.Zero), DateTimeKind.Unspecified);
            if (offset is not null && (last is null || OfficeZones.Offset(office, local) == offset))
                last = offset;
        }

        return (int)(last ?? throw new InvalidDataException($"Nobody knows what time it is at {office}.")).TotalSeconds;
    }
}
