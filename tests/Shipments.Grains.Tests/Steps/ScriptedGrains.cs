using System.Collections.Concurrent;
using System.Reflection;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;

namespace Shipments.Grains.Tests.Steps;

/// <summary>A factory whose numbers do what a test says. Everything else of it throws.</summary>
public class ScriptedGrains : DispatchProxy
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the calls to a number do, in order; after them each is answered well.</summary>
    public Queue<Func<StepReply>> Script { get; } = new();

    /// <summary>The calls: what was called and at which number.</summary>
    public ConcurrentQueue<(string Method, string Key)> Calls { get; } = new();

    /// <summary>Completes with the first call that is answered well.</summary>
    public Task Done => _done.Task;

    public static (IGrainFactory Factory, ScriptedGrains Script) Make()
    {
        IGrainFactory factory = Create<IGrainFactory, ScriptedGrains>();
        return (factory, (ScriptedGrains)(object)factory);
    }

    public static StepReply InboxFull() =>
        new() { Header = new CallHeader { Status = CallStatus.Refused, Rejection = Rejection.InboxFull } };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IGrainFactory.GetGrain) && targetMethod.ReturnType == typeof(ITrackingNumberGrain)
            ? new Number(this, (string)args![0]!)
            : throw new NotSupportedException(targetMethod.ToString());

    private Task<StepReply> Next(string method, string key)
    {
        Calls.Enqueue((method, key));
        if (Script.TryDequeue(out Func<StepReply>? scripted))
            return Task.FromResult(scripted());
        _done.TrySetResult();
        return Task.FromResult(new StepReply { Header = new CallHeader { Status = CallStatus.Ok } });
    }

    private sealed class Number(ScriptedGrains script, string key) : ITrackingNumberGrain
    {
        public Task<StepReply> Heed(StepCommand command, CancellationToken cancellationToken) => script.Next("heed", key);

        public Task<StepReply> StepAnswered(StepAnsweredCommand command, CancellationToken cancellationToken) =>
            script.Next("answered " + command.Refused, key);

        public Task<StepReply> Expire(CancellationToken cancellationToken) => script.Next("expire", key);

        public ValueTask<RouteReply> RecordOrRoute(RouteCommand command, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<NoteNamesReply> NoteNames(NoteNamesCommand command, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<LookupNumberReply> Lookup(LookupNumberQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
