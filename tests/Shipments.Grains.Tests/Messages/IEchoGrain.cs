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
    /// <summary>Of so many calls, how many argument or reply objects were not the one that was passed.</summary>
    Task<int> CountCopies(int calls);
}

public sealed class EchoCallerGrain(IGrainFactory grains) : Grain, IEchoCallerGrain
{
    public async Task<int> CountCopies(int calls)
    {
        int copies = 0;
        for (int i = 0; i < calls; i++)
        {
            RecordCommand command = new() { RequestId = $"{i}" };
            command.Scans.Add(new Journal.V1.ScanFact { Id = 1, Text = "a nested message" });
            RecordCommand reply = await grains.GetGrain<IEchoGrain>($"{i % 10}").Echo(command, CancellationToken.None);
            copies += ReferenceEquals(command, EchoGrain.Last) ? 0 : 1;
            copies += ReferenceEquals(command, reply) ? 0 : 1;
        }

        return copies;
    }
}
