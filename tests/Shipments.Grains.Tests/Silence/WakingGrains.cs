using System.Collections.Concurrent;
using System.Reflection;
using System.Threading.Channels;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Contracts.Parcels;

namespace Shipments.Grains.Tests.Silence;

/// <summary>A factory of parcels and numbers that do what a test says when they are woken. Everything else of it throws.</summary>
public class WakingGrains : DispatchProxy
{
    private readonly Channel<string> _woken = Channel.CreateUnbounded<string>();

    /// <summary>What waking an actor gives, by its key; others answer that nothing was to do.</summary>
    public ConcurrentDictionary<string, Func<Task<WakeReply>>> Script { get; } = new();

    /// <summary>The keys of those that were woken, in order.</summary>
    public ChannelReader<string> Woken => _woken.Reader;

    public static (IGrainFactory Factory, WakingGrains Script) Make()
    {
        IGrainFactory factory = Create<IGrainFactory, WakingGrains>();
        return (factory, (WakingGrains)(object)factory);
    }

    public static Task<WakeReply> Answer(CallStatus status) => Task.FromResult(new WakeReply { Header = new CallHeader { Status = status } });

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name != nameof(IGrainFactory.GetGrain))
            throw new NotSupportedException(targetMethod.ToString());
        DispatchProxy grain = targetMethod.ReturnType == typeof(ITrackingNumberGrain)
            ? (DispatchProxy)(object)Create<ITrackingNumberGrain, Woke>()
            : (DispatchProxy)(object)Create<IParcelGrain, Woke>();
        ((Woke)grain).Wake = () => WakeAsync((string)args![0]!);
        return grain;
    }

    private async Task<WakeReply> WakeAsync(string key)
    {
        _woken.Writer.TryWrite(key);
        return await (Script.TryGetValue(key, out Func<Task<WakeReply>>? scripted) ? scripted() : Answer(CallStatus.Ok));
    }

    /// <summary>One grain.</summary>
    public class Woke : DispatchProxy
    {
        internal Func<Task<WakeReply>> Wake { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IParcelGrain.Wake) => Wake(),
            nameof(ITrackingNumberGrain.Expire) => ExpireAsync(),
            _ => throw new NotSupportedException(targetMethod.ToString()),
        };

        private async Task<StepReply> ExpireAsync() => new() { Header = (await Wake()).Header };
    }
}
