using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Errors;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Edge;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly TaskCompletionSource<CancellationToken> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = Waits.Signal();

    // Goal: the server bounds a call whose caller does not, or bounds it too far. Method: the parcel waits for ever; the clock is moved.
    [Theory]
    [InlineData(null, 15)]
    [InlineData(3_600, 60)]
    public async Task The_server_bounds_a_call_itself(int? deadlineSeconds, int boundSeconds)
    {
        await using EdgeHost host = await StartAsync();
        DateTime? deadline = deadlineSeconds is { } seconds ? DateTime.UtcNow.AddSeconds(seconds) : null;
        Task<GetParcelResponse> call = new ParcelService.ParcelServiceClient(host.Channel)
            .GetParcelAsync(new GetParcelRequest { Name = "parcels/p1" }, deadline: deadline).ResponseAsync;
        CancellationToken seen = await _reached.Task.Within("the call at its parcel");
        _time.Advance(TimeSpan.FromSeconds(boundSeconds) - TimeSpan.FromMilliseconds(1));
        seen.IsCancellationRequested.Should().BeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await Details.Fails(() => call.Within("the end of the call"))).ShouldBe(ApiReason.DeadlineExceeded);
        seen.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task A_caller_that_cancels_ends_the_wait_at_the_parcel()
    {
        await using EdgeHost host = await StartAsync();
        using CancellationTokenSource cancel = new();
        Task<GetParcelResponse> call = new ParcelService.ParcelServiceClient(host.Channel)
            .GetParcelAsync(new GetParcelRequest { Name = "parcels/p1" }, cancellationToken: cancel.Token).ResponseAsync;
        await _reached.Task.Within("the call at its parcel");

        await cancel.CancelAsync();

        await _ended.Task.Within("the end of the wait at the parcel");
        (await Details.Fails(() => call)).StatusCode.Should().Be(StatusCode.Cancelled);
    }

    [Fact]
    public async Task A_callers_own_deadline_ends_the_wait_at_the_parcel()
    {
        await using EdgeHost host = await StartAsync();
        Task<GetParcelResponse> call = new ParcelService.ParcelServiceClient(host.Channel)
            .GetParcelAsync(new GetParcelRequest { Name = "parcels/p1" }, deadline: DateTime.UtcNow.AddSeconds(5)).ResponseAsync;
        await _reached.Task.Within("the call at the parcel");

        (await Details.Fails(() => call.Within("the end of the call"))).StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        await _ended.Task.Within("the end of the wait at the parcel");
    }

    private async Task<EdgeHost> StartAsync()
    {
        EdgeHost host = await EdgeHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));
        host.Shipments.OnGet = async (_, token) =>
        {
            _reached.TrySetResult(token);
            try
            {
                await Waits.Signal().Task.WaitAsync(token);
            }
            finally
            {
                _ended.TrySetResult();
            }
        };
        return host;
    }
}
