using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Grains.Lanes;

namespace Shipments.Grains.Tests.Lanes;

/// <summary>The way from feeders to lanes, on which calls get lost before or after the lane, come twice, and come again late.</summary>
internal sealed class FaultyLaneCalls(IGrainFactory grains, int seed) : ILaneCalls
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private (string Lane, ApplyLaneCommand Command)? _late;

    /// <summary>How many calls met a fault.</summary>
    public static int Faults { get; set; }

    /// <summary>Whether there are faults.</summary>
    public static bool IsFaulty { get; set; }

    public async Task<ApplyLaneReply> ApplyAsync(string lane, ApplyLaneCommand command, CancellationToken cancellationToken)
    {
        (int luck, (string Lane, ApplyLaneCommand Command)? late) = Draw(lane, command);
        if (luck == 0)
            throw new TimeoutException("lost before the lane");
        if (luck == 1 && late is { } old)
            await Send(old.Lane, old.Command, cancellationToken);
        ApplyLaneReply reply = await Send(lane, command, cancellationToken);
        if (luck == 2)
            throw new TimeoutException("lost after the lane");
        return luck == 3 ? await Send(lane, command, cancellationToken) : reply;
    }

    public Task SaveAsync(string lane, CancellationToken cancellationToken) => grains.GetGrain<ILaneGrain>(lane).Save(cancellationToken);

    private (int Luck, (string Lane, ApplyLaneCommand Command)? Late) Draw(string lane, ApplyLaneCommand command)
    {
        lock (_lock)
        {
            (string Lane, ApplyLaneCommand Command)? late = _late;
            _late = _random.Next(3) == 0 ? (lane, command) : _late;
            int luck = IsFaulty ? _random.Next(8) : 7;
            Faults += luck < 4 ? 1 : 0;
            return (luck, late);
        }
    }

    private Task<ApplyLaneReply> Send(string lane, ApplyLaneCommand command, CancellationToken cancellationToken) =>
        grains.GetGrain<ILaneGrain>(lane).Apply(command, cancellationToken);
}
