using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shipments.Api.Hosting;

namespace Shipments.Api.Admission;

/// <summary>
/// The gates of the host: half of the work it may have under way is for streams, a quarter each for unary calls that write and that read.
/// </summary>
internal sealed class WorkAdmission
{
    private const int StreamParts = 2;
    private const int UnaryParts = 4;

    private readonly AdmissionInstruments _instruments;
    private readonly WorkGate _reads;
    private readonly WorkGate _writes;

    public WorkAdmission(IOptions<ApiOptions> options, TimeProvider time, AdmissionInstruments instruments, ILogger<WorkAdmission> log)
    {
        ApiOptions bounds = options.Value;
        _instruments = instruments;
        _reads = GateOf(bounds, time, log, WorkKind.Read);
        _writes = GateOf(bounds, time, log, WorkKind.Write);
        Streams = new StreamRoom(PartOf(bounds, StreamParts));
        instruments.Observe(() => _reads.Items, () => _writes.Items, () => Streams.Items);
    }

    /// <summary>Room for the batches of streams.</summary>
    internal StreamRoom Streams { get; }

    /// <summary>A call that comes to the gate of its kind.</summary>
    internal AdmittedCall Call(WorkKind kind) => new(kind switch { WorkKind.Read => _reads, WorkKind.Write => _writes }, kind, _instruments);

    private static WorkWeight PartOf(ApiOptions options, int parts) => new(options.WorkItemsMax / parts, options.WorkBytesMax / parts);

    private static WorkGate GateOf(ApiOptions options, TimeProvider time, ILogger log, WorkKind kind) =>
        new(PartOf(options, UnaryParts), options.QueueTarget, options.QueueInterval, time)
        {
            StandingChanged = isStanding =>
            {
                if (isStanding)
                    log.QueueStands(kind, options.QueueTarget);
                else
                    log.QueueGone(kind);
            },
        };
}
