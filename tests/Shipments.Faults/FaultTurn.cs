using System.Diagnostics;
using Shipments.Faults.Cluster;
using Shipments.Faults.History;
using Shipments.Faults.Kinds;
using Shipments.Faults.Report;
using Shipments.Faults.Traffic;

namespace Shipments.Faults;

/// <summary>One fault from its begin until all is well again. Whatever fails on the way is a finding, and the fault is ended all the same.</summary>
internal sealed class FaultTurn(Fault fault, SiloFleet fleet, ClientFactory clients, KeyProbe probe, FaultHistory history, List<string> findings, TextWriter log)
{
    private const int HealsMax = 2;
    private const int FailureCharsMax = 1_000;
    private static readonly TimeSpan s_heldMost = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_liveness = TimeSpan.FromSeconds(30);

    private ZombieTraffic? _zombie;
    private TimeSpan? _during;

    /// <summary>Bounds what a finding says.</summary>
    public static string Short(string text) => text[..Math.Min(text.Length, FailureCharsMax)];

    /// <summary>Injects it, holds it for so many writes, ends it, and waits until all keys serve.</summary>
    public async Task RunAsync(List<FaultOutcome> outcomes, int writes)
    {
        await log.WriteLineAsync(FormattableString.Invariant($"{DateTime.UtcNow:HH:mm:ss} {fault.Kind} of {fault.Target}"));
        await FoundAsync("failed while it lasted", () => LastAsync(outcomes.Count, writes));
        var clock = Stopwatch.StartNew();
        await HealAsync();
        var awake = _zombie is null ? Task.FromResult(true) : FoundAsync("failed when it was over", _zombie.FinishAsync);
        var healed = TimeSpan.Zero;
        if (!await FoundAsync("not live", async () => healed = await probe.AllServeAsync()))
            throw new InvalidOperationException($"After {fault.Kind} of {fault.Target} not all keys came back.");
        var after = clock.Elapsed;
        await awake;
        await FoundAsync("not whole", fleet.WholeAsync);
        outcomes.Add(new FaultOutcome(fault.Kind, fault.Target, _during, after, healed));
        if (healed > s_liveness)
            findings.Add($"not live: all keys served {healed.TotalSeconds:F1} s after {fault.Kind} of {fault.Target} was healed");
        await log.WriteLineAsync(FormattableString.Invariant(
            $"{outcomes.Count,4} {fault.Kind,-19} {fault.Target,-18} during {_during?.TotalSeconds ?? 0,5:F1} s  after {after.TotalSeconds,5:F1} s  healed {healed.TotalSeconds,5:F1} s  {history.Counts.Acknowledged} writes  {history.Errors.Count} errors"));
    }

    private async Task LastAsync(int number, int writes)
    {
        if (fault.Zombie is { } zombie)
        {
            _zombie = new ZombieTraffic(clients.MakeOnce(zombie.Door), clients.Make(), history, $"zombie{number}");
            await _zombie.OpenAsync();
        }

        var clock = Stopwatch.StartNew();
        await fault.InjectAsync();
        if (fault.IsSurvived)
            await FoundAsync("not survived", async () =>
            {
                await probe.AllServeAsync();
                _during = clock.Elapsed;
            });
        if (fault.IsCutOff)
            await Task.WhenAll(fleet.Nodes.Select(node => new LaneProbe(clients.MakeOnce(node.Door), node.Name, history).AskAsync($"{number}{node.Name}")));
        await history.MoreAsync(fault.Persistence * writes, s_heldMost);
        if (_zombie is not null)
            await _zombie.SendAsync();
    }

    private async Task HealAsync()
    {
        for (var attempt = 1; attempt <= HealsMax; attempt++)
        {
            if (await FoundAsync("not healed", fault.HealAsync))
                return;
        }
    }

    private async Task<bool> FoundAsync(string what, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            lock (findings)
                findings.Add($"{what}: {fault.Kind} of {fault.Target}: {Short(failure.Message)}");
            return false;
        }
    }
}
