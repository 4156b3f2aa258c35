using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Shipments.Contracts.Eta;
using Shipments.Contracts.Messages;
using Shipments.Grains.Eta;
using Shipments.Grains.Tests.Steps;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Eta;

/// <summary>Goal: one tenant's read that fails ends nobody else's. Method: the service over a cache and a factory whose grains do what a test says.</summary>
public sealed class ForecastRefreshTests
{
    [Fact]
    public Task A_read_that_is_cancelled_by_another_than_the_stop_does_not_end_the_reads() => ReadsGoOnAfterAsync(new TaskCanceledException("a call that was given up"));

    [Fact]
    public Task A_read_that_fails_does_not_end_the_reads() => ReadsGoOnAfterAsync(new TimeoutException("a silo that is gone"));

    private static async Task ReadsGoOnAfterAsync(Exception fault)
    {
        IGrainFactory grains = DispatchProxy.Create<IGrainFactory, OneBadTenant>();
        OneBadTenant script = (OneBadTenant)(object)grains;
        script.Fault = fault;
        ForecastCache cache = new(TimeProvider.System);
        using ScriptedLifecycle life = new();
        using ForecastRefresh refresh = new(cache, grains, TimeProvider.System, NullLogger<ForecastRefresh>.Instance);
        refresh.Participate(life);
        await life.StartAsync();
        cache.Of("bad");
        await script.Failed.Task.Awaiting("the read that fails");
        cache.Of("good");
        await script.Read.Task.Awaiting("the read of the next tenant");
        await life.StopAsync().Awaiting("the stop of the reads");
    }

    /// <summary>Forecasts of two tenants: one of them cannot be read.</summary>
    public class OneBadTenant : DispatchProxy
    {
        internal Exception Fault { get; set; } = new InvalidOperationException("no fault was set");

        internal TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Read { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name != nameof(IGrainFactory.GetGrain) || targetMethod.ReturnType != typeof(IForecastGrain))
                throw new NotSupportedException(targetMethod.ToString());
            return new Tenant(this, (string)args![0]! == "bad");
        }

        private sealed class Tenant(OneBadTenant script, bool isBad) : IForecastGrain
        {
            public Task<GetForecastsReply> Get(GetForecastsQuery query, CancellationToken cancellationToken)
            {
                (isBad ? script.Failed : script.Read).TrySetResult();
                return isBad ? Task.FromException<GetForecastsReply>(script.Fault) : Task.FromResult(new GetForecastsReply { Version = 1 });
            }

            public Task<PutForecastReply> Put(PutForecastCommand command, CancellationToken cancellationToken) => throw new NotSupportedException();
        }
    }
}
