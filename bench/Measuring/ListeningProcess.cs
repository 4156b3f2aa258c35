using System.Globalization;

namespace Shipments.Bench.Measuring;

/// <summary>Finds the process of this machine that listens on a port, by /proc.</summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";
    private const int LocalField = 1;
    private const int StateField = 3;
    private const int InodeField = 9;

    private static readonly string[] TableFiles = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Its id; 0 when there is none, it is not ours to see, or there is no /proc.</summary>
    public static int Find(int port)
    {
        if (!Directory.Exists("/proc/net"))
            return 0;
        HashSet<string> sockets = [.. Tables().SelectMany(File.ReadLines).Select(Fields)
            .Where(fields => fields.Length > InodeField && fields[StateField] == Listening && PortOf(fields[LocalField]) == port)
            .Select(fields => $"socket:[{fields[InodeField]}]")];
        if (sockets.Count == 0)
            return 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Holds(folder, sockets))
                return id;
        }

        return 0;
    }

    private static IEnumerable<string> Tables() => TableFiles.Where(File.Exists);

    private static string[] Fields(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int PortOf(string local) =>
        int.TryParse(local.AsSpan(local.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int port) ? port : -1;

    private static bool Holds(string folder, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
