namespace Shipments.Bench.Simulation.Worlds;

/// <summary>What is still to happen, the earliest first; of one second in the order in which it was put there.</summary>
internal sealed class Agenda
{
    private const int OrderBits = 32;

    private readonly PriorityQueue<(SimParcel Parcel, Stage Stage), long> _queue = new();
    private uint _order;

    public int Count => _queue.Count;

    public void Put(int at, SimParcel parcel, Stage stage) =>
        _queue.Enqueue((parcel, stage), ((long)at << OrderBits) | _order++);

    /// <summary>Takes the next thing if it happens before a time.</summary>
    public bool TryTake(int before, out int at, out SimParcel parcel, out Stage stage)
    {
        if (_queue.TryPeek(out (SimParcel Parcel, Stage Stage) next, out long key) && key >> OrderBits < before)
        {
            _queue.Dequeue();
            (at, parcel, stage) = ((int)(key >> OrderBits), next.Parcel, next.Stage);
            return true;
        }

        (at, parcel, stage) = (0, null!, default);
        return false;
    }
}
