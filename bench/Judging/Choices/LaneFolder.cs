using Shipments.Domain.Choice.Data;

namespace Shipments.Bench.Judging.Choices;

/// <summary>Reads a folder of what lanes cost and publish, in the form in which operators give it to a silo.</summary>
internal static class LaneFolder
{
    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">It does not exist.</exception>
    /// <exception cref="InvalidDataException">A file is not as it should be.</exception>
    public static LaneData Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ArgumentException($"--lanes '{folder}' is no folder.");
        LaneFile[] files = [.. Directory.EnumerateFiles(folder, "*.tsv").Order(StringComparer.Ordinal).Select(path => new LaneFile(Path.GetFileName(path), File.ReadAllText(path)))];
        return LaneDataReader.Read(files, out IReadOnlyList<string> faults) ?? throw new InvalidDataException(string.Join(Environment.NewLine, faults));
    }
}
