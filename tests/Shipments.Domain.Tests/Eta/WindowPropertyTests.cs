using Shipments.Domain.Eta;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Eta;

public sealed class WindowPropertyTests(ITestOutputHelper output)
{
    /// <summary>
    /// Goal: whatever a lane saw, a window's times rise and none is in the past when it is said. Method: 400 seeded pasts with jams, gaps and
    /// wrong windows; parcels of every age, in the future among them.
    /// </summary>
    [Fact]
    public void Times_rise_and_are_never_in_the_past()
    {
        int windows = 0;
        for (int seed = 1; seed <= 400; seed++)
        {
            Random random = new(seed);
            LanePast past = Past(random);
            ForecastTable table = LanePast.Table(120, ("CN-US/std", past));
            for (EtaPoint point = EtaPoint.InfoReceived; point <= EtaPoint.CustomsStopped; point++)
            {
                long nowMs = LanePast.At(120 + random.NextDouble());
                long sinceMs = nowMs - (long)(Math.Pow(random.NextDouble(), 3) * 300 * LanePast.DayMs) + random.Next(86_400_000);
                if (table.Window("CN-US/std", point, sinceMs, nowMs) is not { } window)
                    continue;
                windows++;
                long[] times = [nowMs, window.P50Ms, window.P80Ms, window.P95Ms];
                times.Should().BeInAscendingOrder($"seed {seed}, {point}, since {sinceMs}, now {nowMs}");
                long[] raw = [nowMs, window.RawP50Ms, window.RawP80Ms];
                raw.Should().BeInAscendingOrder($"seed {seed}, {point}");
                (window.P95Ms - nowMs).Should().BeLessThan((long)(36_500 * LanePast.DayMs), $"seed {seed}, {point}");
            }
        }

        output.WriteLine($"seeds 1 to 400, {windows} windows");
        windows.Should().BeGreaterThan(2_000);
    }

    private static LanePast Past(Random random)
    {
        LanePast past = new();
        for (EtaPoint point = EtaPoint.InfoReceived; point <= EtaPoint.CustomsStopped; point++)
            past.Tried(point, -14, 3, 20);
        for (int i = 0; i < 200; i++)
        {
            EtaPoint point = (EtaPoint)random.Next(1, 11);
            double day = random.NextDouble() * 120;
            if (random.Next(4) == 0)
                past.Waits(point, day, random.Next(1, 20));
            else
                past.Tried(point, day, Math.Exp((random.NextDouble() * 9) - 5), random.Next(1, 30));
            if (random.Next(10) == 0)
                past.Windows(point, day, random.Next(100), random.Next(100), random.Next(100));
        }

        return past;
    }
}
