using System.Text;
using Microsoft.Extensions.Logging;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Lanes;

/// <summary>
/// The shell of a tenant's index of lanes. Adding interleaves with adding, so that all that waits for one write is answered by the next: a new
/// name joins the set at once, and its caller waits for a write that began after it.
/// </summary>
internal sealed class LaneIndexGrain(
    [PersistentState(LaneIndexGrain.StateName)] IPersistentState<LaneStorage> storage, IGrainContext context, ILogger<LaneIndexGrain> logger)
    : Grain, ILaneIndexGrain
{
    /// <summary>Rows of grain storage are told apart by this name, not by the kind of grain.</summary>
    public const string StateName = "lane-index";

    private readonly string _tenant = context.GrainId.Key.ToString()!;
    private readonly SortedSet<string> _lanes = new(StringComparer.Ordinal);
    private long _added;
    private long _written;
    private Task? _writing;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (storage.State.Bytes.Length > 0)
            _lanes.UnionWith(Encoding.ASCII.GetString(storage.State.Bytes).Split('\n'));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<AddLaneReply> Add(AddLaneCommand command, CancellationToken cancellationToken)
    {
        if (!_lanes.Contains(command.Lane))
        {
            if (_lanes.Count >= LaneBounds.LanesMax)
            {
                LaneLog.IndexFull(logger, _tenant, _lanes.Count, command.Lane);
                return new AddLaneReply { Full = true };
            }

            _lanes.Add(command.Lane);
            _added++;
        }

        for (long mine = _added; _written < mine;)
            await (_writing ??= WriteAsync());
        return new AddLaneReply();
    }

    /// <inheritdoc/>
    public Task<ListLanesReply> List(ListLanesQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.LanesMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.LanesMax, LaneBounds.PageLanesMax);
        ListLanesReply reply = new() { Header = CallHeaders.Ok };
        if (_lanes.Max is not { } last || string.CompareOrdinal(query.After, last) >= 0)
            return Task.FromResult(reply);
        foreach (string lane in _lanes.GetViewBetween(query.After, last))
        {
            if (lane == query.After)
                continue;
            if (reply.Lanes.Count == query.LanesMax)
            {
                reply.More = true;
                break;
            }

            reply.Lanes.Add(lane);
        }

        return Task.FromResult(reply);
    }

    private async Task WriteAsync()
    {
        // So that the task is known to the others before it ends.
        await Task.Yield();
        try
        {
            long covered = _added;
            storage.State = new LaneStorage { Bytes = Encoding.ASCII.GetBytes(string.Join('\n', _lanes)) };
            await storage.WriteStateAsync(CancellationToken.None);
            _written = covered;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What lies in storage is unknown now: the next activation reads it, and the lanes add themselves again.
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _writing = null;
        }
    }
}
