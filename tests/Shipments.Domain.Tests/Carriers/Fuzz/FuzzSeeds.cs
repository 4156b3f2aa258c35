using System.Collections.Frozen;
using Shipments.Domain.Carriers;
using Shipments.Domain.Tests.Samples;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>The payloads of each format: our own files always, carriers' real ones where this machine has them.</summary>
internal static class FuzzSeeds
{
    private static readonly string[] Endings = [".json", ".xml", ".txt", ".jsonld"];

    public static IReadOnlyDictionary<string, FuzzSeed[]> ByFormat { get; } = Files()
        .Select(path => (Path: path, Bytes: File.ReadAllBytes(path)))
        .Select(file => (Adapter: CarrierAdapters.Detect(file.Bytes), Seed: new FuzzSeed(Path.GetFileName(file.Path), file.Bytes, SeedSpans.Of(file.Bytes))))
        .Where(each => each.Adapter is not null && each.Seed.Spans.Count > 0)
        .GroupBy(each => each.Adapter!.Format, each => each.Seed, StringComparer.Ordinal)
        .ToFrozenDictionary(format => format.Key, format => format.ToArray(), StringComparer.Ordinal);

    public static FuzzSeed[] All { get; } = [.. ByFormat.OrderBy(each => each.Key, StringComparer.Ordinal).SelectMany(each => each.Value)];

    // In an order that does not hang on the file system: the same seed must damage the same files.
    private static IEnumerable<string> Files() =>
        new[] { Path.Combine(SampleFiles.Root, "tests", "Shipments.Domain.Tests", "Carriers"), SampleFiles.Ours, SampleFiles.Real }
            .OfType<string>()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.Ordinal))
                .Order(StringComparer.Ordinal));
}
