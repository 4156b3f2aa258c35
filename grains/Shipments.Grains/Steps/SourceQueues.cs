using System.Runtime.ExceptionServices;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// The entries of one shard whose steps are not all answered: a queue for each source, worked off in order, side by side with the others. A
/// receiver that does not answer holds up its source alone, or not even that. Thread-safe; one caller adds, in the order of the journal.
/// </summary>
/// <param name="carryOut">Carries out the steps of an entry: completes when the source may go on, with what completes when all is answered.</param>
/// <param name="time">The clock of the ages.</param>
/// <param name="run">Ends the work; cancelled from here when an entry's work breaks.</param>
internal sealed class SourceQueues(Func<StepEntry, CancellationToken, Task<Task>> carryOut, TimeProvider time, CancellationTokenSource run)
{
    /// <summary>So many entries may be unfinished; a further one has to wait.</summary>
    public const int EntriesMax = 4_096;

    /// <summary>Unfinished entries may have so many bytes together; a further one has to wait. A single one may have more.</summary>
    public const long BytesMax = 64 << 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<StepEntry> _unfinished = new();
    private readonly Dictionary<ActorKey, SourceQueue> _sources = [];
    private readonly HashSet<Task> _rests = [];
    private TaskCompletionSource? _room;
    private ExceptionDispatchInfo? _fault;
    private long _bytes;

    /// <summary>What broke the work; null when nothing did.</summary>
    public ExceptionDispatchInfo? Fault
    {
        get
        {
            lock (_gate)
                return _fault;
        }
    }

    /// <summary>How many entries are unfinished.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _unfinished.Count;
        }
    }

    /// <summary>How long ago the oldest unfinished entry was read; zero when there is none.</summary>
    public TimeSpan OldestAge
    {
        get
        {
            lock (_gate)
                return _unfinished.First is { } oldest ? time.GetElapsedTime(oldest.Value.TakenAt) : TimeSpan.Zero;
        }
    }

    /// <summary>The last seq below which nothing is unfinished, when everything up to <paramref name="read"/> was added.</summary>
    public long DoneUpTo(long read)
    {
        lock (_gate)
            return _unfinished.First is { } oldest ? oldest.Value.Seq - 1 : read;
    }

    /// <summary>Adds an entry behind those of its source. False at the bound: it may be added once <paramref name="room"/> has completed.</summary>
    public bool TryAdd(StepEntry entry, out Task room)
    {
        SourceQueue? started = null;
        lock (_gate)
        {
            if (_unfinished.Count >= EntriesMax || (_unfinished.Count > 0 && _bytes + entry.SizeBytes > BytesMax))
            {
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                room = _room.Task;
                return false;
            }

            _bytes += entry.SizeBytes;
            if (!_sources.TryGetValue(entry.Source, out SourceQueue? source))
                _sources[entry.Source] = source = started = new SourceQueue();
            source.Entries.Enqueue(_unfinished.AddLast(entry));
        }

        room = Task.CompletedTask;
        if (started is not null)
            _ = WorkAsync(entry.Source, started);
        return true;
    }

    /// <summary>Completes when no work goes on any more. Call it after the end was asked for.</summary>
    public async Task EndAsync()
    {
        Task[] ends;
        lock (_gate)
            ends = [.. _sources.Values.Select(source => source.End.Task)];
        await Task.WhenAll(ends);
        lock (_gate)
            ends = [.. _rests];
        await Task.WhenAll(ends);
    }

    private async Task WorkAsync(ActorKey key, SourceQueue source)
    {
        try
        {
            for (LinkedListNode<StepEntry>? next = source.Entries.Peek(); next is not null; next = Advance(key, source))
                EndWith(next, await carryOut(next.Value, run.Token));
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // What is unfinished is read again from the cursor.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await BreakAsync(exception);
        }
        finally
        {
            source.End.TrySetResult();
        }
    }

    /// <summary>Takes the first entry of a source away; answers the one after it, and with none forgets the source.</summary>
    private LinkedListNode<StepEntry>? Advance(ActorKey key, SourceQueue source)
    {
        lock (_gate)
        {
            source.Entries.Dequeue();
            if (!source.Entries.TryPeek(out LinkedListNode<StepEntry>? next))
                _sources.Remove(key);
            return next;
        }
    }

    /// <summary>Finishes an entry when its last step was answered, which most are by now.</summary>
    private void EndWith(LinkedListNode<StepEntry> entry, Task rest)
    {
        if (rest.IsCompletedSuccessfully)
        {
            Finish(entry);
            return;
        }

        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _rests.Add(end.Task);
        _ = AwaitRestAsync(entry, rest, end);
    }

    private async Task AwaitRestAsync(LinkedListNode<StepEntry> entry, Task rest, TaskCompletionSource end)
    {
        try
        {
            await rest;
            Finish(entry);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // It is read again from the cursor.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await BreakAsync(exception);
        }
        finally
        {
            lock (_gate)
                _rests.Remove(end.Task);
            end.TrySetResult();
        }
    }

    private async Task BreakAsync(Exception exception)
    {
        lock (_gate)
            _fault ??= ExceptionDispatchInfo.Capture(exception);
        await run.CancelAsync();
    }

    private void Finish(LinkedListNode<StepEntry> finished)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _bytes -= finished.Value.SizeBytes;
            _unfinished.Remove(finished);
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
    }

    private sealed class SourceQueue
    {
        public Queue<LinkedListNode<StepEntry>> Entries { get; } = new();

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
