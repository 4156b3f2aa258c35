using Shipments.Bench.Counters;
using Shipments.Bench.Measuring;
using Spectre.Console;

namespace Shipments.Bench.Load;

/// <summary>Waits after a load until the server has written every state row: until then part of the load's cost is still to come.</summary>
internal static class Levelling
{
    private static readonly TimeSpan LevelWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits; gives how long it took, or null when no process told of such rows, or they were not written in ten minutes.</summary>
    public static async Task<TimeSpan?> WaitAsync(
        IReadOnlyList<CounterWatch> watches, RunClock clock, IAnsiConsole console, CancellationToken cancellationToken)
    {
        TimeSpan began = clock.Now;
        CounterWatch[] telling = [.. watches.Where(watch => watch.Latest(WatchedInstrument.DirtyStates, TimeSpan.Zero) is not null)];
        if (telling.Length == 0)
            return null;
        while (!telling.All(watch => watch.Latest(WatchedInstrument.DirtyStates, began) is 0))
        {
            if (clock.Now - began > LevelWithin)
                return null;
            await Task.Delay(BetweenLooks, clock.Time, cancellationToken);
        }

        TimeSpan taken = clock.Now - began;
        console.WriteLine(FormattableString.Invariant($"every state row was written {taken.TotalSeconds:F1} s after the load"));
        return taken;
    }
}
