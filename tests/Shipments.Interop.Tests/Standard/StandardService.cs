using Google.Protobuf;
using Grpc.Core;
using Shipments.Interop.Tests.Standard.V1;

namespace Shipments.Interop.Tests.Standard;

/// <summary>The service of the gRPC interoperability test descriptions.</summary>
internal sealed class StandardService : TestService.TestServiceBase
{
    private const string EchoInitial = "x-grpc-test-echo-initial";
    private const string EchoTrailing = "x-grpc-test-echo-trailing-bin";
    private const string Encoding = "grpc-encoding";

    public override Task<Empty> EmptyCall(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        await EchoAsync(context);
        Expect(request.ExpectCompressed, context);
        EndWith(request.ResponseStatus);
        context.WriteOptions = Options(request.ResponseCompressed);
        return new SimpleResponse { Payload = PayloadOf(request.ResponseSize) };
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        int bytes = 0;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            Expect(request.ExpectCompressed, context);
            bytes += request.Payload.Body.Length;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = bytes };
    }

    public override Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context) =>
        AnswerAsync(request, responseStream, context);

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream, IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await EchoAsync(context);
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            await AnswerAsync(request, responseStream, context);
    }

    private static async Task AnswerAsync(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responses, ServerCallContext context)
    {
        EndWith(request.ResponseStatus);
        foreach (var wanted in request.ResponseParameters)
        {
            if (wanted.IntervalUs > 0)
            {
                using PeriodicTimer interval = new(TimeSpan.FromMicroseconds(Math.Max(1_000, wanted.IntervalUs)));
                await interval.WaitForNextTickAsync(context.CancellationToken);
            }

            responses.WriteOptions = Options(wanted.Compressed);
            await responses.WriteAsync(new StreamingOutputCallResponse { Payload = PayloadOf(wanted.Size) }, context.CancellationToken);
        }
    }

    private static async Task EchoAsync(ServerCallContext context)
    {
        if (context.RequestHeaders.Get(EchoInitial) is { } initial)
            await context.WriteResponseHeadersAsync([new Metadata.Entry(EchoInitial, initial.Value)]);
        if (context.RequestHeaders.Get(EchoTrailing) is { } trailing)
            context.ResponseTrailers.Add(EchoTrailing, trailing.ValueBytes);
    }

    // The transport shows the encoding of a call, not of each message.
    private static void Expect(BoolValue? compressed, ServerCallContext context)
    {
        bool given = context.GetHttpContext().Request.Headers[Encoding].ToString() is not ("" or "identity");
        if (compressed is { Value: true } && !given)
            Throw(StatusCode.InvalidArgument, "The call should be compressed.");
    }

    private static void EndWith(EchoStatus? status)
    {
        if (status is { Code: not 0 })
            Throw((StatusCode)status.Code, status.Message);
    }

    // With details, as every error of ours: the interceptors take one without for a fault of the transport.
    private static void Throw(StatusCode code, string message) => throw new Google.Rpc.Status { Code = (int)code, Message = message }.ToRpcException();

    private static WriteOptions Options(BoolValue? compressed) => new(compressed is { Value: true } ? 0 : WriteFlags.NoCompress);

    private static Payload PayloadOf(int bytes) => new() { Body = ByteString.CopyFrom(new byte[bytes]) };
}
