using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Admission;
using Shipments.Api.Hosting;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Admission;

public sealed class AdmissionInterceptorTests
{
    private readonly IMeterFactory _meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private readonly List<string> _refused = [];

    // Goal: work for which nobody waits any more is not begun, and is counted. Method: the call's token has ended before its request is looked at.
    [Fact]
    public async Task A_call_whose_time_is_over_is_not_begun()
    {
        WorkAdmission admission = new(
            Options.Create(new ApiOptions()), new FakeTimeProvider(), new AdmissionInstruments(_meters), NullLogger<WorkAdmission>.Instance);
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Scope == _meters && instrument.Name == "shipments.api.refused")
                me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _refused.Add(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        listener.Start();
        DefaultHttpContext http = new();
        AdmittedCall call = admission.Call(WorkKind.Write);
        call.TryEnter().Should().BeNull();
        http.Features.Set(call);
        bool isBegun = false;

        Func<Task> run = () => new AdmissionInterceptor().UnaryServerHandler<RecordScansRequest, RecordScansResponse>(
            new RecordScansRequest(), new EndedContext(http), (_, _) =>
            {
                isBegun = true;
                return Task.FromResult(new RecordScansResponse());
            });

        await run.Should().ThrowAsync<OperationCanceledException>();
        isBegun.Should().BeFalse();
        _refused.Should().Equal("kind=write cause=late");
        call.Leave();
    }
}
