using Shipments.Api.Errors;
using Shipments.Api.Limits;

namespace Shipments.Api.Lanes;

/// <summary>Bounds how many streams of lanes a host serves: each asks for its lanes every second. Thread-safe.</summary>
internal sealed class LaneWatches
{
    private int _count;

    /// <summary>Takes a place, given back when the answer is disposed; ends the call when there is none.</summary>
    internal IDisposable Enter()
    {
        if (Interlocked.Increment(ref _count) <= ApiLimits.LaneWatchesMax)
            return new Place(this);
        Interlocked.Decrement(ref _count);
        throw ErrorStatuses.Exception(ApiReason.LaneWatchesFull);
    }

    private sealed class Place(LaneWatches watches) : IDisposable
    {
        private int _isGiven;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGiven, 1) == 0)
                Interlocked.Decrement(ref watches._count);
        }
    }
}
