using System.Diagnostics;

namespace Shipments.Faults.Cluster;

/// <summary>Looks on each tick whether something has come about that sends no signal.</summary>
internal static class Poll
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);

    /// <exception cref="TimeoutException">It did not come in time; the message says what was awaited.</exception>
    public static async Task UntilAsync(Func<Task<bool>> reached, string awaited, TimeSpan within)
    {
        using PeriodicTimer tick = new(s_tick);
        var clock = Stopwatch.StartNew();
        while (!await reached())
        {
            if (clock.Elapsed > within)
                throw new TimeoutException($"Not within {within}: {awaited}.");
            await tick.WaitForNextTickAsync();
        }
    }
}
