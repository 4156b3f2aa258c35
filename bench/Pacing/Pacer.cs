using System.Runtime.InteropServices;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Pacing;

/// <summary>
/// Waits for moments of a run to a tenth of a millisecond. Timers here tick in milliseconds, so the rest of a wait is a nap of the thread, for which
/// the run has threads to spare.
/// </summary>
internal static class Pacer
{
    private const long NanosecondsPerTick = 100;

    private static readonly TimeSpan TimerFrom = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan TimerError = TimeSpan.FromMilliseconds(1.5);

    /// <summary>Returns at the moment, or at once when it is past.</summary>
    public static async ValueTask UntilAsync(RunClock clock, TimeSpan moment, CancellationToken cancellationToken)
    {
        TimeSpan left = moment - clock.Now;
        if (left > TimerFrom)
        {
            await Task.Delay(left - TimerError, clock.Time, cancellationToken);
            left = moment - clock.Now;
        }

        if (left <= TimeSpan.Zero)
            return;
        if (OperatingSystem.IsLinux())
            Nap(left);
        else
            await Task.Delay(left, clock.Time, cancellationToken);
    }

    private static void Nap(TimeSpan left)
    {
        Timespec wanted = new() { Seconds = 0, Nanoseconds = (nint)(left.Ticks * NanosecondsPerTick) };
        _ = NanoSleep(in wanted, 0);
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    private static extern int NanoSleep(in Timespec wanted, nint left);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
