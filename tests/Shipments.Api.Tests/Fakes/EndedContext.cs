using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Shipments.Api.Tests.Fakes;

/// <summary>A call whose caller has gone already.</summary>
internal sealed class EndedContext : ServerCallContext
{
    public EndedContext(HttpContext http) => UserState["__HttpContext"] = http;

    protected override string MethodCore => "/shipments.v1.ScanService/RecordScans";

    protected override string HostCore => "localhost";

    protected override string PeerCore => "ipv4:127.0.0.1";

    protected override DateTime DeadlineCore => DateTime.MinValue;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore { get; } = new(canceled: true);

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new("", []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
