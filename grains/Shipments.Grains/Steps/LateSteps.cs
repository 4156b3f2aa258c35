using System.Collections.Concurrent;

namespace Shipments.Grains.Steps;

/// <summary>The steps of one entry that were not answered in good time, without which its source goes on. Thread-safe.</summary>
internal sealed class LateSteps(TimeProvider time)
{
    /// <summary>So long an entry waits for one receiver: 2 s. A shard that changes hands is away for less.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    /// <summary>So many receivers of one entry may be late; the entry waits for a further one.</summary>
    public const int ReceiversMax = 100;

    private readonly Lock _gate = new();
    private readonly List<(Task Work, int[] Ordinals)> _late = [];
    private readonly HashSet<int> _ordinals = [];
    private readonly ConcurrentDictionary<int, string> _refusals = new();

    /// <summary>What is late. Read it after <see cref="Close"/>.</summary>
    public IReadOnlyList<(Task Work, int[] Ordinals)> All => _late;

    /// <summary>Waits for the work of one receiver, unless it is late.</summary>
    public async Task AwaitAsync(Task work, int[] ordinals, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(After, time, cancellationToken);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            if (!TryAdd(work, ordinals))
                await work;
        }
    }

    /// <summary>The ordinals of all that is late, rising. None is added any more.</summary>
    public IReadOnlyList<int> Close()
    {
        lock (_gate)
            return [.. _ordinals.Order()];
    }

    /// <summary>Whether a step that has ended is late; keeps why it was refused, for its answer.</summary>
    public bool IsLate(int ordinal, string refused)
    {
        lock (_gate)
        {
            if (!_ordinals.Contains(ordinal))
                return false;
            _refusals[ordinal] = refused;
            return true;
        }
    }

    /// <summary>Why a late step was refused; empty for done.</summary>
    public string RefusalOf(int ordinal) => _refusals.GetValueOrDefault(ordinal, "");

    private bool TryAdd(Task work, int[] ordinals)
    {
        lock (_gate)
        {
            if (_late.Count >= ReceiversMax)
                return false;
            _late.Add((work, ordinals));
            _ordinals.UnionWith(ordinals);
            return true;
        }
    }
}
