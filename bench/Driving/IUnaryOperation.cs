using Shipments.Bench.Measuring;

namespace Shipments.Bench.Driving;

/// <summary>A unary call that a load makes again and again. Thread-safe.</summary>
internal interface IUnaryOperation
{
    /// <summary>Makes its request at once, sends it, and checks the answer.</summary>
    /// <param name="random">The caller's own; used before the call is sent, never after.</param>
    /// <param name="series">Gets failures of single items.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many items it did; -1 when there was nothing left to do and nothing was sent.</returns>
    Task<int> SendAsync(Random random, Series series, CancellationToken cancellationToken);
}
