using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Samples;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers;

/// <summary>
/// Every sample, damaged 20,000 times in seeded ways, is given to every adapter: nothing may escape, and what comes out keeps its bounds.
/// Samples run side by side; each has a seed of its own, so that a failure can be repeated alone.
/// </summary>
public sealed class AdapterRobustnessTests
{
    private const int MutationsPerSample = 20_000;
    private const int Seed = 77_001;

    // What damage likes: JSON's own marks, a broken escape, half a character, extremes of numbers and texts.
    private static readonly byte[][] Scraps =
    [
        "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\\"u8.ToArray(), "\\ud83d"u8.ToArray(),
        [0x00], [0xC3], [0xFF], "null"u8.ToArray(), "-9223372036854775808"u8.ToArray(), "1e309"u8.ToArray(), "0"u8.ToArray(), "+14:00"u8.ToArray(), "GMT-14"u8.ToArray(),
        "9999-12-31 23:59:59"u8.ToArray(), "0001-01-01T00:00:00"u8.ToArray(), "2026-02-30 10:00:00"u8.ToArray(), "RB123456785GB"u8.ToArray(), "\"detailList\":"u8.ToArray(),
    ];

    [Fact]
    public void No_damage_makes_an_adapter_throw_or_swell()
    {
        (SampleExpectation Expected, byte[] Bytes)[] samples = [.. SampleFiles.Present()];
        samples.Length.Should().BeGreaterThanOrEqualTo(10);
        Parallel.For(0, samples.Length, at =>
        {
            int seed = Seed + at;
            Random random = new(seed);
            for (int round = 0; round < MutationsPerSample; round++)
            {
                byte[] damaged = Damage(samples[at].Bytes, random);
                foreach (ICarrierAdapter adapter in CarrierAdapters.Default.Values)
                {
                    string why = $"{samples[at].Expected.File}, {adapter.Format}, seed {seed}, round {round}";
                    PayloadReading? reading = null;
                    Exception? thrown = Record.Exception(() => reading = adapter.Read(damaged, samples[at].Expected.ReceivedAt));
                    if (thrown is not null || Excess(reading!) is { Length: > 0 })
                        Assert.Fail($"{why}: {thrown?.ToString() ?? Excess(reading!)}");
                }

                Exception? inDetect = Record.Exception(() => CarrierAdapters.Detect(damaged));
                if (inDetect is not null)
                    Assert.Fail($"{samples[at].Expected.File}, detect, seed {seed}, round {round}: {inDetect}");
            }
        });
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        List<byte> damaged = [.. bytes];
        for (int times = random.Next(1, 4); times > 0 && damaged.Count > 0; times--)
        {
            int at = random.Next(damaged.Count);
            int length = Math.Min(random.Next(1, 40), damaged.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, length);
                    break;
                case 2:
                    damaged.InsertRange(at, Scraps[random.Next(Scraps.Length)]);
                    break;
                case 3:
                    damaged.InsertRange(at, damaged.GetRange(random.Next(damaged.Count - length + 1), length));
                    break;
                case 4:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                default:
                    damaged[at] = (byte)"0123456789+-:T"[random.Next(14)];
                    break;
            }
        }

        return [.. damaged];
    }

    // What is wrong with a reading's shape; empty when nothing is.
    private static string Excess(PayloadReading reading)
    {
        if (reading.Fault is { } fault && (reading.Items.Count > 0 || TooLong(fault)))
            return "a payload's fault beside items, or too long";
        foreach (PayloadItem item in reading.Items)
        {
            if (item.Linked.Count > PayloadLimits.LinkedNumbersMax || (item.Fault is { } wrong && TooLong(wrong)))
                return "an item past its bounds";
            if (item.Number.Length > 0 && (!TrackingNumbers.TryNormalise(item.Number, out string again, out _) || again != item.Number))
                return "a number that is not normalised";
            foreach (PayloadScan scan in item.Scans)
            {
                if (scan.Fact is null == scan.Fault is null || (scan.Fault is { } problem && TooLong(problem)) || (scan.Fact is { } fact && !Bounded(fact)))
                    return $"a scan past its bounds: {scan}";
            }
        }

        return reading.Items.Count > PayloadLimits.ItemsMax ? "too many items" : "";
    }

    private static bool TooLong(PayloadFault fault) => fault.Value.Length > PayloadFault.ValueCharactersMax || fault.Field.Length > 128 || fault.Problem.Length > 512;

    private static bool Bounded(ScanFact fact) => fact.Id != 0 && fact.Code.Length <= 64 && fact.Text.Length <= 1024 && fact.Number.Length is >= 4 and <= 64
        && fact.Code.Length + fact.Text.Length > 0 && fact.Time.Raw.Length is > 0 and <= 80 && Math.Abs(fact.Time.OffsetMinutes) <= 14 * 60
        && fact.Time.UtcMs is > 315_000_000_000 and < 7_270_000_000_000 && (fact.Place?.City.Length ?? 0) <= 128;
}
