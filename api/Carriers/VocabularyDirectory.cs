using System.Diagnostics.CodeAnalysis;
using Shipments.Api.Hosting;
using Shipments.Domain.Carriers;

namespace Shipments.Api.Carriers;

/// <summary>Reads the folder of vocabulary files whole: each <c>&lt;carrier&gt;.tsv</c> in it, and nothing of it when one of them is wrong.</summary>
internal static class VocabularyDirectory
{
    /// <summary>Most files: 64.</summary>
    internal const int FilesMax = 64;

    /// <summary>Most bytes of a file: 1 MiB.</summary>
    internal const int FileBytesMax = 1 << 20;

    private const string Pattern = "*.tsv";

    /// <summary>The vocabularies that a process begins with.</summary>
    /// <exception cref="FormatException">The files became wrong after they were checked.</exception>
    internal static LiveVocabularies Begin(ApiOptions options)
    {
        if (options.VocabularyDirectory.Length == 0)
            return new LiveVocabularies();
        return new LiveVocabularies(Load(options.VocabularyDirectory, out IReadOnlyList<string> faults)
            ?? throw new FormatException(string.Join(Environment.NewLine, faults)));
    }

    /// <summary>The program's own vocabularies with the folder's files; null with every fault, each with file, line and value.</summary>
    internal static Vocabularies? Load(string directory, out IReadOnlyList<string> faults) =>
        TryRead(directory, out IReadOnlyList<VocabularyFile>? files, out faults) ? Merge(files, out faults) : null;

    /// <summary>The files' texts in the order of their names; false with the faults when they cannot be read.</summary>
    internal static bool TryRead(string directory, [NotNullWhen(true)] out IReadOnlyList<VocabularyFile>? files, out IReadOnlyList<string> faults)
    {
        files = null;
        List<string> wrong = [];
        faults = wrong;
        try
        {
            FileInfo[] found = [.. new DirectoryInfo(directory).EnumerateFiles(Pattern).Take(FilesMax + 1).OrderBy(file => file.Name, StringComparer.Ordinal)];
            if (found.Length > FilesMax)
                wrong.Add($"VocabularyDirectory '{directory}' has more than {FilesMax} files.");
            foreach (FileInfo large in found.Where(file => file.Length > FileBytesMax))
                wrong.Add($"{large.Name} has {large.Length} bytes; {FileBytesMax} is the most.");
            if (wrong.Count > 0)
                return false;
            files = [.. found.Select(file => new VocabularyFile(file.Name, Path.GetFileNameWithoutExtension(file.Name), File.ReadAllText(file.FullName)))];
            return true;
        }
        catch (IOException unreadable)
        {
            wrong.Add($"VocabularyDirectory '{directory}' cannot be read: {unreadable.Message}");
        }
        catch (UnauthorizedAccessException refused)
        {
            wrong.Add($"VocabularyDirectory '{directory}' may not be read: {refused.Message}");
        }

        return false;
    }

    /// <summary>The program's own vocabularies with these files; null with every fault.</summary>
    internal static Vocabularies? Merge(IReadOnlyList<VocabularyFile> files, out IReadOnlyList<string> faults)
    {
        faults = [];
        try
        {
            return Vocabularies.Default.With(files);
        }
        catch (FormatException wrong)
        {
            faults = wrong.Message.Split(Environment.NewLine);
            return null;
        }
    }
}
