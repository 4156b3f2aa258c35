using System.Globalization;

namespace Shipments.Bench.Measuring;

/// <summary>A process of this machine and its children, as /proc tells of them: what a database needs, whose backends come and go.</summary>
internal static class ProcessTree
{
    // Of /proc/[pid]/stat, counted from the state, which follows the closing bracket of the name.
    private const int ParentField = 1;
    private const int UserField = 11;
    private const int SystemField = 12;
    private const int ReapedUserField = 13;
    private const int ReapedSystemField = 14;
    private const double TicksPerSecond = 100;

    /// <summary>Processor time and resident memory; null when the process is gone or there is no /proc.</summary>
    /// <param name="id">The process at the root.</param>
    public static ProcessUse? Read(int id)
    {
        if (Stat(id) is not { } root)
            return null;
        double seconds = Own(root) + Reaped(root);
        long bytes = Resident(id);
        foreach ((int child, string[] stat) in All())
        {
            if (child == id || stat[ParentField] != id.ToString(CultureInfo.InvariantCulture))
                continue;
            seconds += Own(stat);
            bytes += Resident(child);
        }

        return new ProcessUse(TimeSpan.FromSeconds(seconds), bytes);
    }

    /// <summary>The processes of this machine with the fields of their stat.</summary>
    private static IEnumerable<(int Id, string[] Stat)> All()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Stat(id) is { } stat)
                yield return (id, stat);
        }
    }

    private static string[]? Stat(int id)
    {
        if (Text($"/proc/{id}/stat") is not { } text)
            return null;
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static double Own(string[] stat) => Ticks(stat, UserField) + Ticks(stat, SystemField);

    private static double Reaped(string[] stat) => Ticks(stat, ReapedUserField) + Ticks(stat, ReapedSystemField);

    private static double Ticks(string[] stat, int field) => long.Parse(stat[field], CultureInfo.InvariantCulture) / TicksPerSecond;

    // Shared memory of a database would count once a backend, so only what is the process' own counts: resident less file and shared pages.
    private static long Resident(int id)
    {
        if (Text($"/proc/{id}/statm") is not { } text)
            return 0;
        string[] pages = text.Split(' ');
        return (long.Parse(pages[1], CultureInfo.InvariantCulture) - long.Parse(pages[2], CultureInfo.InvariantCulture)) * Environment.SystemPageSize;
    }

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
