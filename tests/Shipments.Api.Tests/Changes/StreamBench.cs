using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shipments.Api.Changes;
using Shipments.Api.Hosting;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Changes;

/// <summary>One stream or watch of the tenant acme without its wire, over feeds in memory and a clock of its own.</summary>
internal sealed class StreamBench(FakeFeed feed) : IDisposable
{
    private readonly ApiInstruments _instruments =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public ArmedTime Time { get; } = new();

    public CancellationTokenSource Call { get; } = new();

    public CancellationTokenSource Draining { get; } = new();

    public FakeReceiver<ReadChangesResponse> Changes { get; } = new();

    public FakeReceiver<WatchParcelResponse> Watched { get; } = new();

    public static async Task<Exception> EndOf(Task run) =>
        await Record.ExceptionAsync(() => run.Within("the end of the stream")) ?? throw new InvalidOperationException("A stream never ends well.");

    public static async Task<RpcException> ErrorOf(Task run) => (RpcException)await EndOf(run);

    public async Task ReadChanges(long[] seqs, bool phaseChangesOnly = false)
    {
        ReadShardQuery request = new() { Tenant = "acme", PhaseChangesOnly = phaseChangesOnly };
        using ChangeStream stream = new(feed, new FeedCursor("db", 0, seqs), request, _instruments, Time, Call.Token, Draining.Token);
        await stream.RunAsync(Changes);
    }

    public async Task Watch(WatchedShipments shipments, string etag = "")
    {
        using ParcelWatch watch = new(shipments, feed, new WatchedParcel("acme", "p1", Full: false), _instruments, Time, Call.Token, Draining.Token);
        await watch.RunAsync(etag, Watched);
    }

    public void Dispose()
    {
        Call.Cancel();
        Call.Dispose();
        Draining.Dispose();
    }
}
