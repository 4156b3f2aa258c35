using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Shipments.Grains.Hosting;

namespace Shipments.Grains.Lanes;

/// <summary>
/// Saves the lanes of this silo: each some seconds after its first unsaved count, few at a time, the most overdue first. What waits is bounded
/// by the lanes that are active here: a lane adds itself again only when it was saved.
/// </summary>
internal sealed class LaneSaves(ILaneCalls lanes, TimeProvider time, ILogger<LaneSaves> logger) : ActiveSiloService
{
    /// <summary>Saves at one time: 4.</summary>
    public const int SavesMax = 4;

    /// <summary>How long a count stays unsaved when saves keep up.</summary>
    public static readonly TimeSpan SaveAfter = TimeSpan.FromSeconds(3);

    // In the order of their adding, so the first is the most overdue.
    private readonly Channel<(string Lane, long AddedAt)> _waiting = Channel.CreateUnbounded<(string, long)>();

    /// <summary>A lane has counted something that is not saved.</summary>
    public void Add(string lane) => _waiting.Writer.TryWrite((lane, time.GetTimestamp()));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task[] savers = new Task[SavesMax];
        for (int i = 0; i < savers.Length; i++)
            savers[i] = SaveAsync(stoppingToken);
        await Task.WhenAll(savers);
    }

    private async Task SaveAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                (string lane, long addedAt) = await _waiting.Reader.ReadAsync(stoppingToken);
                TimeSpan left = SaveAfter - time.GetElapsedTime(addedAt);
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, time, stoppingToken);
                await SaveAsync(lane, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Lanes save themselves when they leave memory.
        }
    }

    private async Task SaveAsync(string lane, CancellationToken stoppingToken)
    {
        try
        {
            await lanes.SaveAsync(lane, stoppingToken);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
        {
            // The feeders hold the cursor back until the lane has saved what they send again.
            LaneLog.SaveFailed(logger, exception, lane);
        }
    }
}
