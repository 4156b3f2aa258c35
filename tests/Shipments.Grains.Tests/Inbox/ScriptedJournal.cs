using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Inbox;

/// <summary>A journal of one counter in memory, whose loads can be held, whose sessions can be made useless, and whose appends can fail.</summary>
internal sealed class ScriptedJournal : IActorJournal
{
    private readonly TaskCompletionSource _loading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is durable.</summary>
    public CounterState Durable { get; set; } = CounterState.Zero;

    public List<byte[]> Entries { get; } = [];

    public List<Session> Sessions { get; } = [];

    /// <summary>What each load was told of the id.</summary>
    public List<bool> NewIds { get; } = [];

    /// <summary>A load waits for it.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public Task Loading => _loading.Task;

    /// <summary>How the next appends end, in order; after them each is committed.</summary>
    public Queue<AppendStatus> Ends { get; } = new();

    public async ValueTask<ActorSession<TState>> LoadAsync<TState>(
        ActorKind<TState> kind, ActorKey key, bool isNew, CancellationToken cancellationToken)
        where TState : class
    {
        lock (NewIds)
            NewIds.Add(isNew);
        _loading.TrySetResult();
        await Hold;
        Session session = new(this, key);
        lock (Sessions)
            Sessions.Add(session);
        return (ActorSession<TState>)(object)session;
    }

    internal sealed class Session(ScriptedJournal journal, ActorKey key) : ActorSession<CounterState>
    {
        private CounterState _state = journal.Durable;

        public bool Lost { get; set; }

        public bool IsDisposed { get; private set; }

        public override ActorKey Key => key;

        public override CounterState State => _state;

        public override long Version => _state.Count;

        public override CounterState Committed(out long version)
        {
            version = Version;
            return State;
        }

        public override bool IsLive => !Lost && !IsDisposed;

        public override int EntryBytesMax => 20;

        public override async ValueTask<AppendResult> AppendAsync(ReadOnlyMemory<byte> entry, CounterState next)
        {
            await Task.Yield();
            entry.Length.Should().BeLessThanOrEqualTo(EntryBytesMax);
            AppendStatus end = Lost ? AppendStatus.Moved : journal.Ends.TryDequeue(out AppendStatus scripted) ? scripted : AppendStatus.Committed;
            if (end == AppendStatus.Committed)
            {
                journal.Entries.Add(entry.ToArray());
                journal.Durable = _state = next;
            }

            return new AppendResult(end, Version, 1);
        }

        public override void Dispose() => IsDisposed = true;
    }
}
