using System.Diagnostics.CodeAnalysis;
using Shipments.Api.Hosting;
using Shipments.Domain.Choice.Data;

namespace Shipments.Api.Lanes;

/// <summary>Reads the folder of an operator's files of lanes whole: each <c>.tsv</c> in it, and nothing of it when one of them is wrong.</summary>
internal static class LaneDirectory
{
    /// <summary>Most bytes of a file: 16 MiB.</summary>
    internal const int FileBytesMax = 1 << 24;

    private const string Pattern = "*.tsv";

    /// <summary>The files that a process begins with.</summary>
    /// <exception cref="FormatException">The files became wrong after they were checked.</exception>
    internal static LiveLaneData Begin(ApiOptions options)
    {
        if (options.LaneDirectory.Length == 0)
            return new LiveLaneData();
        return new LiveLaneData(Load(options.LaneDirectory, out IReadOnlyList<string> faults)
            ?? throw new FormatException(string.Join(Environment.NewLine, faults)));
    }

    /// <summary>What the folder's files say; null with every fault, each with file, line and value.</summary>
    internal static LaneData? Load(string directory, out IReadOnlyList<string> faults) =>
        TryRead(directory, out IReadOnlyList<LaneFile>? files, out faults) ? LaneDataReader.Read(files, out faults) : null;

    /// <summary>The files' texts in the order of their names; false with the faults when they cannot be read.</summary>
    internal static bool TryRead(string directory, [NotNullWhen(true)] out IReadOnlyList<LaneFile>? files, out IReadOnlyList<string> faults)
    {
        files = null;
        List<string> wrong = [];
        faults = wrong;
        try
        {
            // One more than there may be: the reader tells which names there are.
            int filesMax = LaneDataReader.Names.Count + 1;
            FileInfo[] found = [.. new DirectoryInfo(directory).EnumerateFiles(Pattern).Take(filesMax).OrderBy(file => file.Name, StringComparer.Ordinal)];
            foreach (FileInfo large in found.Where(file => file.Length > FileBytesMax))
                wrong.Add($"{large.Name} has {large.Length} bytes; {FileBytesMax} is the most.");
            if (wrong.Count > 0)
                return false;
            files = [.. found.Select(file => new LaneFile(file.Name, File.ReadAllText(file.FullName)))];
            return true;
        }
        catch (IOException unreadable)
        {
            wrong.Add($"LaneDirectory '{directory}' cannot be read: {unreadable.Message}");
        }
        catch (UnauthorizedAccessException refused)
        {
            wrong.Add($"LaneDirectory '{directory}' may not be read: {refused.Message}");
        }

        return false;
    }
}
