using Shipments.Domain.Carriers;

namespace Shipments.Silo.Demo;

/// <summary>Reads the payloads of a folder in the order of their names.</summary>
internal sealed class DemoFolder(string folder, TimeProvider time)
{
    /// <summary>So many files are read.</summary>
    public const int FilesMax = 1_000;

    /// <summary>Payloads whose newest event is older are archived ones.</summary>
    private static readonly TimeSpan ArchivedAfter = TimeSpan.FromDays(300);

    /// <summary>The files that no adapter reads.</summary>
    public List<UnreadFile> Unread { get; } = [];

    /// <summary>Which parcels the folder says its payloads are about; empty when it does not say.</summary>
    public IReadOnlyList<PlannedParcel> Plan() => DemoPlan.Read(folder);

    /// <summary>Reads all.</summary>
    public IReadOnlyList<DemoPayload> Read()
    {
        List<DemoPayload> payloads = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(FilesMax))
        {
            string file = Path.GetRelativePath(folder, path);
            if (Path.GetExtension(path) is ".md" or ".tsv")
                continue;
            if (ReadFile(file, path) is { } payload)
                payloads.Add(payload);
        }

        return payloads;
    }

    private DemoPayload? ReadFile(string file, string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        ICarrierAdapter? adapter = CarrierAdapters.Detect(bytes);
        if (adapter is null)
        {
            Unread.Add(new UnreadFile(file, "no adapter knows this format"));
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        PayloadReading reading = adapter.Read(bytes, now);
        if (reading.Fault is { } fault)
        {
            Unread.Add(new UnreadFile(file, $"{adapter.Format}: {fault.Field}: {fault.Problem}"));
            return null;
        }

        return new DemoPayload(file, bytes, adapter.Format, reading.Items, ReceiveTimeOf(reading.Items, now));
    }

    private static DateTimeOffset ReceiveTimeOf(IReadOnlyList<PayloadItem> items, DateTimeOffset now)
    {
        long newestMs = items
            .SelectMany(item => item.Scans)
            .Select(scan => scan.Fact?.Time?.UtcMs ?? 0)
            .DefaultIfEmpty(0)
            .Max();
        DateTimeOffset newest = DateTimeOffset.FromUnixTimeMilliseconds(newestMs);
        return newestMs == 0 || newest > now - ArchivedAfter ? now : newest + TimeSpan.FromHours(1);
    }
}
