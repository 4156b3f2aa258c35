using System.Globalization;
using Shipments.Bench.Measuring;
using Spectre.Console;

namespace Shipments.Bench.Load;

/// <summary>Shows how a run goes: a table that is drawn anew on a terminal, a line every five seconds elsewhere.</summary>
internal sealed class Progress(IReadOnlyList<Series> series, RunClock clock, IAnsiConsole console)
{
    private const int LineEverySeconds = 5;

    private readonly long[] _items = new long[series.Count];

    /// <summary>Shows until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => console.Profile.Capabilities.Interactive
        ? console.Live(TableNow(TimeSpan.FromSeconds(1))).StartAsync(context => EachSecondAsync(1, since => context.UpdateTarget(TableNow(since)), cancellationToken))
        : EachSecondAsync(LineEverySeconds, since => console.WriteLine(LineNow(since)), cancellationToken);

    private async Task EachSecondAsync(int seconds, Action<TimeSpan> show, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(seconds), clock.Time);
        TimeSpan last = clock.Now;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                TimeSpan now = clock.Now;
                show(now - last);
                last = now;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private Table TableNow(TimeSpan since)
    {
        Table table = new Table().RoundedBorder().Title(Heading()).AddColumns("Call", "Items/s", "p50 ms", "p99 ms", "Failed");
        for (int i = 0; i < series.Count; i++)
        {
            SecondSlot second = LastSecond(series[i]);
            table.AddRow(
                series[i].Name, $"{Rate(i, since):N0} {series[i].Unit}", Ms(second.Latencies.At(50)), Ms(second.Latencies.At(99)),
                series[i].Failures.Values.Sum().ToString("N0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private string LineNow(TimeSpan since) => $"{Heading()}: " + string.Join("; ", series.Select((one, i) =>
        $"{one.Name} {Rate(i, since).ToString("N0", CultureInfo.InvariantCulture)}/s p99 {Ms(LastSecond(one).Latencies.At(99))} ms, {one.Failures.Values.Sum()} failed"));

    private string Heading()
    {
        string part = clock.Now < clock.WarmUp ? "warm-up" : clock.IsOver ? "waiting for the last answers" : "running";
        return string.Create(CultureInfo.InvariantCulture, $"{part}, {clock.Now.TotalSeconds:F0} of {clock.Whole.TotalSeconds:F0} s");
    }

    private double Rate(int index, TimeSpan since)
    {
        long items = series[index].Seconds.Sum(second => second.Items);
        double rate = (items - _items[index]) / Math.Max(since.TotalSeconds, 0.001);
        _items[index] = items;
        return rate;
    }

    private SecondSlot LastSecond(Series one) => one.Seconds[Math.Clamp((int)clock.Now.TotalSeconds - 1, 0, one.Seconds.Count - 1)];

    private static string Ms(TimeSpan value) => value.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
