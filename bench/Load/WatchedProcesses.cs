using System.Globalization;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Load;

/// <summary>The processes a run follows: those it is told, and the front door when it is on this machine.</summary>
internal static class WatchedProcesses
{
    /// <summary>Finds them.</summary>
    public static IReadOnlyList<WatchedProcess> Of(LoadOptions options)
    {
        List<WatchedProcess> processes = [.. options.Watch.Select(watch => watch.Split('='))
            .Select(parts => new WatchedProcess(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)))];
        foreach (Uri target in options.Targets.Where(target => target.IsLoopback))
        {
            int id = ListeningProcess.Find(target.Port);
            if (id > 0 && processes.TrueForAll(process => process.Id != id))
                processes.Add(new WatchedProcess(options.Targets.Count == 1 ? "server" : $"server {target.Port}", id));
        }

        return processes;
    }
}
