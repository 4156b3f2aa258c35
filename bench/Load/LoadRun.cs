using Shipments.Bench.Checking;
using Shipments.Bench.Counters;
using Shipments.Bench.Driving;
using Shipments.Bench.Flights;
using Shipments.Bench.Measuring;
using Shipments.Bench.Pacing;
using Shipments.Bench.Report;
using Shipments.Bench.Scenarios;
using Spectre.Console;

namespace Shipments.Bench.Load;

/// <summary>One run: registers the parcels, loads, waits for what is owed, reads everything back, and reports.</summary>
internal sealed class LoadRun(LoadOptions options, Scenario scenario, TimeProvider time, IAnsiConsole console)
{
    private static readonly TimeSpan ChangesWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it.</summary>
    public async Task<LoadReport> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        using LoadWorld world = new(options, scenario, time);
        bool fillsItself = scenario.Flows is [{ Call: CallKind.Register }];
        TimeSpan registering = fillsItself ? TimeSpan.Zero : await new Registering(world, options, time).RunAsync(cancellationToken);
        int registered = world.Parcels.Registered;
        if (registered > 0)
            console.WriteLine(FormattableString.Invariant($"run {world.Population.Run}: {registered} parcels registered in {registering.TotalSeconds:F1} s"));

        if (options.WorkingSet > 0)
            await new Warming(world).RunAsync(time, console, cancellationToken);
        int readers = options.Readers >= 0 ? options.Readers : scenario.Readers;
        RunParts parts = await RunLoadAsync(world, readers, cancellationToken);
        ReadBackResult? back = options.NoReadBack || world.Ledger.Sent == 0 ? null : await ReadBackAsync(world, cancellationToken);
        return new LoadReport
        {
            Scenario = scenario.Name,
            Title = scenario.Title,
            About = scenario.About,
            Run = world.Population.Run,
            StartedAt = startedAt,
            Loop = LoadSettings.LoopOf(options, scenario),
            Settings = LoadSettings.Of(options, scenario, world.Shape, world.Connections.Count, readers),
            Machine = MachineFacts.Read(),
            WarmUpSeconds = options.WarmUp.TotalSeconds,
            DurationSeconds = options.Duration.TotalSeconds,
            ParcelsRegistered = registered,
            RegisteringSeconds = registering.TotalSeconds,
            Series = [.. parts.Series.Select(series => SeriesReport.Of(series, parts.Clock))],
            Processes = ProcessReport.Of(parts.Resources),
            Counters = [.. parts.Counters.SelectMany(watch => CounterReport.Of(watch, parts.Clock))],
            OutsideWorkingSet = world.Choice.Met,
            LevelSeconds = parts.Level?.TotalSeconds,
            Freshness = [.. parts.Freshness.Samples.Select(FreshnessReport.Of)],
            Answers = AnswerReport.Of(world.Check),
            ReadBack = back,
            Violations = world.Violations.Count,
            ViolationsKept = world.Violations.Kept,
        };
    }

    private async Task<RunParts> RunLoadAsync(LoadWorld world, int readers, CancellationToken cancellationToken)
    {
        RateCurve curve = scenario.Overload ? RateCurve.Overload(options.Times) : scenario.Curve;
        Flight? flight = scenario.Flight ? new Flight(world.Connections, world.Population, world.Violations) : null;
        await (flight?.LoadAsync(cancellationToken) ?? Task.CompletedTask);
        RunClock clock = new(time, options.WarmUp, options.Duration);
        ChangeWatch watch = new(world.Population, readers);
        using FlowTasks flows = new(world, options, curve, watch, clock);
        foreach (Flow flow in scenario.Flows)
            flows.Add(LoadSettings.Sized(flow, options, scenario));
        Series changes = new("ReadChanges", "changes", clock);
        Series departure = new("Departure known", "parcels", clock);
        List<Series> series = [.. flows.Series, .. readers > 0 ? new[] { changes } : [], .. scenario.Flight ? new[] { departure } : []];
        List<ChangeReader> reading = [.. Enumerable.Range(0, readers).Select(_ =>
            new ChangeReader(world.Connections, world.Population, watch, changes, world.Violations, clock))];
        foreach (ChangeReader reader in reading)
            await reader.BeginAsync(cancellationToken);
        ThreadPool.SetMinThreads(flows.Loops + (2 * Environment.ProcessorCount), Environment.ProcessorCount);

        IReadOnlyList<WatchedProcess> watched = WatchedProcesses.Of(options);
        ResourceWatch resources = new(clock, watched);
        CounterWatch[] counters = [.. watched.Select(process => new CounterWatch(process, clock))];
        FreshnessProbe freshness = new(world.Connections, Traffic.LaneShares.All[0].Name, clock);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] beside =
        [
            resources.RunAsync(over.Token), freshness.RunAsync(over.Token), new Progress(series, clock, console).RunAsync(over.Token),
            .. reading.Select(reader => reader.RunAsync(over.Token)), .. counters.Select(watch => watch.RunAsync(over.Token)),
        ];
        await Task.WhenAll(flows.RunAsync(cancellationToken), flight?.DepartAsync(departure, clock, cancellationToken) ?? Task.CompletedTask);
        await ChangesAsync(world, watch, cancellationToken);
        TimeSpan? level = options.Level ? await Levelling.WaitAsync(counters, clock, console, cancellationToken) : null;
        await over.CancelAsync();
        await Task.WhenAll(beside);
        return new RunParts(clock, series, resources, freshness, counters, level);
    }

    private async Task ChangesAsync(LoadWorld world, ChangeWatch watch, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        while (!watch.IsSettled && watch.Missing(world.Ledger) > 0 && time.GetElapsedTime(began) < ChangesWithin)
            await Task.Delay(BetweenLooks, time, cancellationToken);
        if (watch.Missing(world.Ledger) is > 0 and int missing)
            world.Violations.Add($"{missing} acknowledged scans were not in the change stream within {ChangesWithin.TotalSeconds} s.");
    }

    private async Task<ReadBackResult> ReadBackAsync(LoadWorld world, CancellationToken cancellationToken)
    {
        console.WriteLine(FormattableString.Invariant($"reading back the scans of {world.Parcels.Registered} parcels"));
        ReadBack back = new(world.Connections, world.Population, world.Ledger, world.Violations, time);
        return await back.RunAsync(world.Parcels.Registered, world.Source.Nobodys, cancellationToken);
    }

    private sealed record RunParts(
        RunClock Clock, IReadOnlyList<Series> Series, ResourceWatch Resources, FreshnessProbe Freshness, IReadOnlyList<CounterWatch> Counters, TimeSpan? Level);
}
