using Shipments.Bench.Measuring;

namespace Shipments.Bench.Counters;

/// <summary>Follows the instruments of one process of this machine through a run. Samples are read when it has ended; the latest value at any time.</summary>
internal sealed class CounterWatch(WatchedProcess process, RunClock clock)
{
    private const int BufferBytes = 1 << 16;
    private const int SamplesMax = 1_000_000;

    private readonly ValueScan _scan = new(WatchedInstrument.All);
    private readonly List<CounterSample> _samples = [];
    private readonly Lock _lock = new();

    /// <summary>The process.</summary>
    public string Process => process.Name;

    /// <summary>What was told so far.</summary>
    public IReadOnlyList<CounterSample> Samples
    {
        get
        {
            lock (_lock)
                return [.. _samples];
        }
    }

    /// <summary>What an instrument told last, after a moment of the run; null when nothing.</summary>
    public double? Latest(WatchedInstrument instrument, TimeSpan after)
    {
        lock (_lock)
        {
            int last = _samples.FindLastIndex(sample => sample.Counter.Name == instrument.Name);
            return last >= 0 && _samples[last].At > after ? _samples[last].Counter.Value : null;
        }
    }

    /// <summary>Follows until it is cancelled, or the process ends or tells nothing.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using Stream? trace = await DiagnosticPort.OpenAsync(process.Id, WatchedInstrument.All, cancellationToken);
            byte[] buffer = new byte[BufferBytes];
            while (trace is not null && await trace.ReadAsync(buffer, cancellationToken) is > 0 and int read)
                Take(_scan.Take(buffer.AsSpan(0, read)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was told to end.
        }
        catch (IOException)
        {
            // The process ended.
        }
    }

    private void Take(IReadOnlyList<CounterValue> values)
    {
        TimeSpan now = clock.Now;
        lock (_lock)
        {
            foreach (CounterValue value in values)
            {
                if (_samples.Count < SamplesMax)
                    _samples.Add(new CounterSample(now, value));
            }
        }
    }
}
