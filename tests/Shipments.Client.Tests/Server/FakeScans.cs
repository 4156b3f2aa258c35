using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client.Tests.Server;

internal sealed class FakeScans : ScanService.ScanServiceBase
{
    public Script<Func<ScanCall, Task>> Stream { get; } = new();

    public Script<Func<RecordScansRequest, ServerCallContext, Task<RecordScansResponse>>> Record { get; } = new();

    /// <summary>An outcome for each scan, its id the text of its code.</summary>
    public static IEnumerable<ScanOutcome> Outcomes(IEnumerable<Scan> scans) =>
        scans.Select(scan => new ScanOutcome { Result = ScanResult.Recorded, ScanId = scan.Code });

    public override Task<RecordScansResponse> RecordScans(RecordScansRequest request, ServerCallContext context) => Record.Next()(request, context);

    public override Task StreamScans(
        IAsyncStreamReader<StreamScansRequest> requestStream, IServerStreamWriter<StreamScansResponse> responseStream, ServerCallContext context) =>
        Stream.Next()(new ScanCall(requestStream, responseStream, context));

    /// <summary>One call of the stream.</summary>
    internal sealed record ScanCall(
        IAsyncStreamReader<StreamScansRequest> Requests, IServerStreamWriter<StreamScansResponse> Responses, ServerCallContext Context)
    {
        /// <summary>The next batch, or null at the end.</summary>
        public async Task<StreamScansRequest?> ReadAsync() => await Requests.MoveNext(Context.CancellationToken) ? Requests.Current : null;

        public Task AcknowledgeAsync(StreamScansRequest batch) =>
            Responses.WriteAsync(new StreamScansResponse { Batch = batch.Batch, Outcomes = { Outcomes(batch.Scans) } });

        /// <summary>Acknowledges all that comes.</summary>
        public async Task ServeAsync()
        {
            while (await ReadAsync() is { } batch)
                await AcknowledgeAsync(batch);
        }
    }
}
