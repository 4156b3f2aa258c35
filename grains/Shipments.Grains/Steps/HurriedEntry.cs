using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>An actor's first entry whose steps are delivered inline, and which of them were. Thread-safe.</summary>
/// <param name="source">The actor.</param>
internal sealed class HurriedEntry(ActorKey source)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool[] _done = [];

    /// <summary>The actor.</summary>
    public ActorKey Source => source;

    /// <summary>Completes when no step is under way inline any more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether every step was delivered; false while that is not known.</summary>
    public bool IsWhole => _ended.Task.IsCompleted && _done.Length > 0 && !_done.Contains(false);

    /// <summary>Whether a step was delivered; false while that is not known.</summary>
    public bool IsDone(int ordinal) => _ended.Task.IsCompleted && ordinal < _done.Length && _done[ordinal];

    /// <summary>Begins with so many steps.</summary>
    public void Begin(int steps) => _done = new bool[steps];

    /// <summary>A step was delivered.</summary>
    public void Done(int ordinal) => _done[ordinal] = true;

    /// <summary>Nothing is under way any more.</summary>
    public void End() => _ended.TrySetResult();
}
