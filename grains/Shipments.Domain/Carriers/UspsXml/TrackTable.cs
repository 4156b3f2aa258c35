using System.Reflection;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>Reads a table that lies beside the code: tab-separated, lines that begin with # left out.</summary>
internal static class TrackTable
{
    /// <summary>The rows, each cell trimmed.</summary>
    /// <param name="file">The file's name; it is of this assembly, so that it must be there.</param>
    public static IEnumerable<string[]> Rows(string file)
    {
        Assembly assembly = typeof(TrackTable).Assembly;

        // The build names a resource by its folder, with the separator of the machine it ran on.
        string name = assembly.GetManifestResourceNames().Single(each => each.Split('/', '\\') is [.., "UspsXml", var last] && last == file);
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != '#')
                yield return line.Split('\t', StringSplitOptions.TrimEntries);
        }
    }
}
