using Shipments.Contracts.Messages;

namespace Shipments.Grains.Tests.Messages;

/// <summary>Keeps what it is given and gives it back, so that a test sees whether anything was copied on the way.</summary>
public interface IEchoGrain : IGrainWithStringKey
{
    Task<RecordCommand> Echo(RecordCommand command, CancellationToken cancellationToken);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public static RecordCommand? Last { get; private set; }

    public Task<RecordCommand> Echo(RecordCommand command, CancellationToken cancellationToken)
    {
        Last = command;
        return Task.FromResult(command);
    }
}

/// <summary>Calls the echo from within the silo.</summary>
public interface IEchoCallerGrain : IGrainWithStringKey
{
    Task<bool> ArgumentAndReplyAreTheSameObject(string key);
}

public sealed class EchoCallerGrain(IGrainFactory grains) : Grain, IEchoCallerGrain
{
    public async Task<bool> ArgumentAndReplyAreTheSameObject(string key)
    {
        RecordCommand command = new() { RequestId = key };
        RecordCommand reply = await grains.GetGrain<IEchoGrain>(key).Echo(command, CancellationToken.None);
        return ReferenceEquals(command, EchoGrain.Last) && ReferenceEquals(command, reply);
    }
}
