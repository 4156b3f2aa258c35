using Microsoft.Extensions.DependencyInjection;
using Shipments.Api.Hosting;
using Shipments.Api.Lanes;
using Shipments.Api.Tests.Edge;
using Shipments.V1;

namespace Shipments.Api.Tests.Lanes;

/// <summary>A front door whose lanes are told by the test. Derive for each thing that is asked of lanes over the wire.</summary>
public abstract class LaneEdgeTests : IAsyncLifetime
{
    private protected FakeLanes Lanes { get; } = new();

    private protected EdgeHost Host { get; private set; } = null!;

    private protected LaneService.LaneServiceClient Client => new(Host.Channel);

    public virtual async Task InitializeAsync() =>
        Host = await EdgeHost.StartAsync(Configure, services => services.AddSingleton<ILaneCalls>(Lanes));

    public virtual async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Sets the options of the front door.</summary>
    private protected virtual void Configure(ApiOptions options)
    {
    }
}
