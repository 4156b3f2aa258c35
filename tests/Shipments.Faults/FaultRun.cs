using System.Diagnostics;
using Shipments.Client;
using Shipments.Faults.Checkers;
using Shipments.Faults.Cluster;
using Shipments.Faults.History;
using Shipments.Faults.Kinds;
using Shipments.Faults.Report;
using Shipments.Faults.Traffic;

namespace Shipments.Faults;

/// <summary>A cluster under traffic, faults one after another, and then the checkers.</summary>
internal sealed class FaultRun(FaultSettings settings, TextWriter log)
{
    private const int Writers = 4;
    private const int HeldForWritesMin = 50;
    private const int HeldForWritesMax = 300;
    private const long ResidentBytesMax = 2L << 30;
    private static readonly TimeSpan s_streamEnd = TimeSpan.FromSeconds(60);

    private readonly FaultHistory _history = new();
    private readonly List<FaultOutcome> _outcomes = [];
    private readonly List<string> _findings = [];
    private readonly TrafficGate _gate = new(Writers);
    private readonly Random _random = new(settings.Seed);

    public async Task<RunResult> RunAsync()
    {
        var kinds = FaultPlan.Choose(settings.Kinds);
        Dictionary<string, string> notRun = [];
        foreach (var kind in kinds)
        {
            if (FaultCatalogue.Missing(kind, settings.IsSeparate) is { } why)
                notRun.Add(kind, why);
        }

        string[] possible = [.. kinds.Where(kind => !notRun.ContainsKey(kind))];
        await using var fleet = await SiloFleet.StartAsync(settings.IsSeparate, settings.Seed, settings.Logs);
        await using ClientFactory clients = new(fleet.Doors, fleet.Key.Key);
        await using var follower = await ChangeFollower.StartAsync(clients.Make());
        var clock = Stopwatch.StartNew();
        MemorySampler memory = new(fleet);
        await using (memory)
            await UnderTrafficAsync(fleet, clients, possible, clock);
        var took = clock.Elapsed;
        await CheckAsync(fleet, clients, follower, memory);
        var (acknowledged, scans, reads, parcels) = _history.Counts;
        return new RunResult(
            settings.Seed, took, _outcomes, notRun, (acknowledged, scans, reads, parcels, _history.Replies.Count), follower.Ask(checker => checker.Counts),
            memory.Most, fleet.Nodes.Sum(node => node.Ended), _findings);
    }

    private async Task UnderTrafficAsync(SiloFleet fleet, ClientFactory clients, string[] kinds, Stopwatch clock)
    {
        KeyProbe probe = new(clients.Make(), _history, "probe");
        await probe.AllServeAsync();
        using CancellationTokenSource stop = new();
        await using var foreign = ForeignTraffic.Start(_history, fleet.Doors, fleet.Key.Key, settings.Seed);
        Task[] writers =
        [
            .. Enumerable.Range(0, Writers).Select(i => new SdkWriter(clients.Make(), _history, _gate, $"sdk{i}", settings.Seed + i).RunAsync(stop.Token)),
        ];
        try
        {
            await AllAsync(fleet, clients, probe, kinds, writers, clock);
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException or ShipmentsCallException)
        {
            // What was acknowledged until then is checked all the same.
            _findings.Add($"the run ended early, at {clock.Elapsed}: {FaultTurn.Short(failure.Message)}");
        }

        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(writers).WaitAsync(s_streamEnd);
            await foreign.FinishAsync();
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException or ShipmentsCallException or IOException)
        {
            _findings.Add($"a client could not end its work: {FaultTurn.Short(failure.Message)}");
        }
    }

    private async Task AllAsync(SiloFleet fleet, ClientFactory clients, KeyProbe probe, string[] kinds, Task[] writers, Stopwatch clock)
    {
        LaneAudit audit = new(clients.Make(), _history, _gate, _findings);
        var least = kinds.Length * settings.Rounds;
        foreach (var kind in FaultPlan.Make(kinds, _random))
        {
            if (_outcomes.Count >= least && clock.Elapsed.TotalMinutes >= settings.Minutes)
                break;
            var fault = FaultCatalogue.Make(kind, fleet, _random);
            await new FaultTurn(fault, fleet, clients, probe, _history, _findings, log).RunAsync(_outcomes, _random.Next(HeldForWritesMin, HeldForWritesMax));
            await audit.RunAsync($"{fault.Kind} of {fault.Target}");
            // A writer that ended early would leave the rest of the run without its traffic.
            foreach (var ended in writers.Where(writer => writer.IsFaulted))
                await ended;
        }
    }

    private async Task CheckAsync(SiloFleet fleet, ClientFactory clients, ChangeFollower follower, MemorySampler memory)
    {
        var client = clients.Make();
        var final = await ReadBack.RunAsync(client, _history);
        await SettledAsync(() => Task.FromResult(follower.Ask(checker => checker.IsComplete(final.Values))), "the last change of each parcel");
        LaneParcel[] onLanes = [.. final.Values.Select(parcel => parcel.OnLane)];
        IReadOnlyDictionary<string, LaneFigures> lanes = new Dictionary<string, LaneFigures>();
        await SettledAsync(
            async () =>
            {
                lanes = await LaneReading.LanesAsync(client);
                return !LaneChecker.Check(lanes, onLanes).Any();
            },
            "the lanes to have counted every parcel");

        _findings.AddRange(_history.Errors.CountBy(error => error).Select(error => $"{error.Value} times a caller was told: {error.Key}"));
        _findings.AddRange(fleet.Nodes.Select(node => (node.Name, node.Failure)).Where(node => node.Failure is not null)
            .Select(node => $"{node.Name} did not start again: {FaultTurn.Short(node.Failure!)}"));
        _findings.AddRange(LossChecker.Check(_history.Parcels, final));
        _findings.AddRange(ReplyChecker.Check(_history.Replies));
        _findings.AddRange(ReadChecker.Check(_history.Parcels));
        _findings.AddRange(follower.Ask(checker => checker.Check(final.Values).ToList()));
        _findings.AddRange(BlockChecker.Check(JournalTable.Blocks(fleet), JournalTable.Trimmed(fleet)));
        _findings.AddRange(LaneChecker.Check(lanes, onLanes));
        _findings.AddRange(MemoryChecker.Check(memory.Most.Select(silo => (silo.Key, silo.Value)), ResidentBytesMax));
    }

    // What follows by itself is waited for; what does not come the checkers name.
    private static async Task SettledAsync(Func<Task<bool>> reached, string awaited)
    {
        try
        {
            await Poll.UntilAsync(reached, awaited, s_streamEnd);
        }
        catch (Exception failure) when (failure is TimeoutException or ShipmentsCallException)
        {
        }
    }
}
