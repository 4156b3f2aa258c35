namespace Shipments.Bench.Measuring;

/// <summary>Looks once a second at what this process and the watched ones use. One task runs it; what it saw may be read when that has ended.</summary>
internal sealed class ResourceWatch(RunClock clock, IReadOnlyList<WatchedProcess> watched)
{
    private readonly List<ResourceSample> _samples = [];
    private readonly Dictionary<string, ProcessUse> _before = [];

    /// <summary>The harness' own name among the processes.</summary>
    public const string Own = "load generator";

    /// <summary>A sample a second.</summary>
    public IReadOnlyList<ResourceSample> Samples => _samples;

    /// <summary>Samples until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1), clock.Time);
        TimeSpan last = clock.Now;
        Sample(TimeSpan.Zero);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                TimeSpan now = clock.Now;
                Sample(now - last);
                last = now;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was told to end.
        }
    }

    /// <summary>The mean number of processors a process used in the time that counts.</summary>
    public double ProcessorsOf(string name)
    {
        double[] used = [.. _samples.Where(sample => clock.Counts(sample.At)).SelectMany(sample => sample.Processes)
            .Where(process => process.Name == name).Select(process => process.Processors)];
        return used.Length == 0 ? 0 : used.Average();
    }

    /// <summary>The most memory a process was seen with.</summary>
    public long BytesMaxOf(string name) => _samples.SelectMany(sample => sample.Processes)
        .Where(process => process.Name == name).Select(process => process.Bytes).DefaultIfEmpty(0).Max();

    private void Sample(TimeSpan since)
    {
        List<ProcessSample> processes = [];
        Add(Own, new ProcessUse(Environment.CpuUsage.TotalTime, Environment.WorkingSet));
        foreach (WatchedProcess process in watched)
        {
            if (ProcessTree.Read(process.Id) is { } use)
                Add(process.Name, use);
        }

        if (since > TimeSpan.Zero)
            _samples.Add(new ResourceSample(clock.Now, processes));

        void Add(string name, ProcessUse use)
        {
            double spent = _before.TryGetValue(name, out ProcessUse before) ? Math.Max(0, (use.Processor - before.Processor).TotalSeconds) : 0;
            _before[name] = use;
            processes.Add(new ProcessSample(name, since > TimeSpan.Zero ? spent / since.TotalSeconds : 0, use.Bytes));
        }
    }
}
