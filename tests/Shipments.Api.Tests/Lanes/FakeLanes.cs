using Shipments.Api.Lanes;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Lanes;

/// <summary>Lanes in memory, behind the front door's own seam.</summary>
internal sealed class FakeLanes : ILaneCalls
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Lane?> _lanes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reads = new(0);

    /// <summary>How every read ends when not well.</summary>
    public CallHeader? Ends { get; set; }

    public void Set(string tenant, string lane, long inTransit)
    {
        lock (_lock)
            _lanes[$"{tenant}/{lane}"] = new Lane { Name = $"lanes/{lane}", InTransit = inTransit };
    }

    /// <summary>Gives a lane that was set another status, and leaves its figures.</summary>
    public void SetStatus(string tenant, string lane, LaneStatusState state)
    {
        lock (_lock)
        {
            Lane next = _lanes[$"{tenant}/{lane}"]!.Clone();
            next.Status = new LaneStatus { State = state, Source = LaneStatusSource.Operator };
            _lanes[$"{tenant}/{lane}"] = next;
        }
    }

    /// <summary>A lane of the index that has nothing to show.</summary>
    public void SetEmpty(string tenant, string lane)
    {
        lock (_lock)
            _lanes[$"{tenant}/{lane}"] = null;
    }

    /// <summary>Ends when the next lane was read.</summary>
    public Task Read() => _reads.WaitAsync().Within("the next read of a lane");

    public ValueTask<GetLaneReply> Get(string tenant, string lane, bool full, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _reads.Release();
            Lane? found = _lanes.GetValueOrDefault($"{tenant}/{lane}")?.Clone();
            if (full && found is not null)
                found.Details = new LaneDetails();
            return ValueTask.FromResult(new GetLaneReply { Header = Ends ?? FakeShipments.Ok, Lane = found });
        }
    }

    /// <summary>What the last update said.</summary>
    public (string Lane, UpdateLaneCommand Command)? Updated { get; private set; }

    /// <summary>What a choice is told of a lane; zeros for others.</summary>
    public Dictionary<string, LaneChoiceReply> Choices { get; } = new(StringComparer.Ordinal);

    public Task<ChangeLaneReply> Update(string tenant, string lane, UpdateLaneCommand command, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Updated = (lane, command);
            return Task.FromResult(new ChangeLaneReply { Header = Ends ?? FakeShipments.Ok, Lane = _lanes.GetValueOrDefault($"{tenant}/{lane}") });
        }
    }

    public ValueTask<LaneChoiceReply> Choice(string tenant, string lane, CancellationToken cancellationToken)
    {
        LaneChoiceReply reply = (Choices.GetValueOrDefault($"{tenant}/{lane}") ?? new LaneChoiceReply()).Clone();
        reply.Header = Ends ?? FakeShipments.Ok;
        return ValueTask.FromResult(reply);
    }

    public ValueTask<ListLanesReply> List(string tenant, ListLanesQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            string[] after = [.. _lanes.Keys.Where(key => key.StartsWith(tenant + "/", StringComparison.Ordinal)).Select(key => key[(tenant.Length + 1)..])
                .Where(lane => string.CompareOrdinal(lane, query.After) > 0)];
            return ValueTask.FromResult(new ListLanesReply
            {
                Header = Ends ?? FakeShipments.Ok, Lanes = { after.Take(query.LanesMax) }, More = after.Length > query.LanesMax,
            });
        }
    }
}
