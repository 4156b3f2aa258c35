using System.Globalization;
using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Emsevt;

/// <summary>The written-out payloads that lie beside these tests, real ones where somebody put them, and short ways to look at what was read.</summary>
internal static class PostFixtures
{
    private static readonly string Root = FindRoot();

    public static byte[] Bytes(string folder, string file) =>
        File.ReadAllBytes(Path.Combine(Root, "tests", "Shipments.Domain.Tests", "Carriers", folder, file));

    /// <summary>A real payload; null where there are none.</summary>
    public static byte[]? Real(string folder, string file)
    {
        string samples = Environment.GetEnvironmentVariable("SHIPMENTS_SAMPLES") is { Length: > 0 } set ? set : Path.Combine(Root, "..", "shared", "samples");
        string path = Path.Combine(samples, folder, file);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    public static PayloadReading Read(string format, byte[] payload, string receivedAt) =>
        CarrierAdapters.Default[format].Read(payload, At(receivedAt));

    public static PayloadReading Read(string format, string payload, string receivedAt = "2026-11-01T00:00:00Z") =>
        Read(format, Encoding.UTF8.GetBytes(payload), receivedAt);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Code and time of each scan; a fault's field in place of a faulty one. An interval has its two ends.</summary>
    public static IEnumerable<string> Lines(PayloadItem item) => item.Scans.Select(Line);

    private static string Line(PayloadScan scan)
    {
        if (scan.Fact is not { } fact)
            return "! " + scan.Fault!.Field;
        EventTimeRecord time = fact.Time;
        return time.EarliestMs == 0 && time.LatestMs == 0
            ? $"{fact.Code} {Utc(time.UtcMs)}"
            : $"{fact.Code} {Utc(time.UtcMs)} in {Utc(time.EarliestMs)}..{Utc(time.LatestMs)}";
    }

    public static string Utc(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder with Orleans.sln above {AppContext.BaseDirectory}");
    }
}
