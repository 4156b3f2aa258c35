using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>RecordScans.</summary>
internal sealed class RecordOperation(Connections connections, ScanSource source, AnswerCheck check, int batch, TimeSpan deadline) : IUnaryOperation
{
    /// <inheritdoc/>
    public async Task<int> SendAsync(Random random, Series series, CancellationToken cancellationToken)
    {
        RecordScansRequest request = new();
        SentScan[] sent = new SentScan[batch];
        if (!source.TryFill(random, request.Scans, sent))
            return -1;
        RecordScansResponse response = await connections.Scans.RecordScansAsync(request, connections.Options(deadline, cancellationToken));
        int taken = check.Take(sent, response.Outcomes, reason => series.Fail(reason));
        source.Acknowledged(sent);
        return taken;
    }
}
