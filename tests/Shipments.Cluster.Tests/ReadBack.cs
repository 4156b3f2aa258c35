using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using Shipments.V1;

namespace Shipments.Cluster.Tests;

/// <summary>Reads every parcel and compares it with what the client was told. Sends no request that was sent before.</summary>
internal sealed class ReadBack(Uri address, int seed) : IAsyncDisposable
{
    private static readonly TimeSpan s_settledWithin = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    public async Task CheckAsync(AcknowledgedHistory history)
    {
        history.Registrations.Select(one => one.ParcelId).Should().OnlyHaveUniqueItems($"each registration made one parcel (seed {seed})");
        history.Scans.Select(one => one.Key).Should().OnlyHaveUniqueItems($"the driver acknowledges a scan once (seed {seed})");
        history.Scans.Select(one => one.Owner).Except(history.Registrations.Select(one => one.Index))
            .Should().BeEmpty($"every parcel with scans was registered (seed {seed})");

        var expected = history.Registrations.ToDictionary(one => one, one => history.Scans.Where(scan => scan.Owner == one.Index).ToList());
        foreach (var (registration, scans) in expected)
            scans.AddRange(await ProbeAsync(registration));

        var parcels = await SettledAsync(expected);
        foreach (var (registration, scans) in expected)
            Compare(parcels[registration], registration, scans);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.ShutdownAsync();
        _channel.Dispose();
    }

    // A new scan under each number: it must reach the parcel, so the number is attached.
    private async Task<IEnumerable<SentScan>> ProbeAsync(Registration registration)
    {
        var keys = registration.Numbers.Select(number => $"probe-{number}").ToArray();
        var request = new RecordScansRequest();
        request.Scans.AddRange(registration.Numbers.Select((number, i) => new Scan
        {
            SourceId = keys[i],
            TrackingNumber = number,
            Carrier = "shipments",
            Code = "DELIVERED",
            Description = keys[i],
            Time = Timestamp.FromDateTime(DateTime.UtcNow.AddMinutes(i)),
        }));
        var reply = await new ScanService.ScanServiceClient(_channel).RecordScansAsync(request);
        reply.Outcomes.Should().OnlyContain(
            outcome => outcome.Result == ScanResult.Recorded || outcome.Result == ScanResult.Held, $"a probe of {registration.ParcelId} (seed {seed})");
        return reply.Outcomes.Select((outcome, i) => new SentScan(registration.Index, keys[i], outcome.ScanId));
    }

    // What is under way is finished by the silo alone; the reads only look. The number of scans in the parcels is the signal.
    private async Task<Dictionary<Registration, Parcel>> SettledAsync(Dictionary<Registration, List<SentScan>> expected)
    {
        var client = new ParcelService.ParcelServiceClient(_channel);
        var settled = new Dictionary<Registration, Parcel>();
        var open = new Queue<Registration>(expected.Keys);
        var clock = Stopwatch.StartNew();
        while (open.TryDequeue(out var registration))
        {
            var reply = await client.GetParcelAsync(new GetParcelRequest { Name = $"parcels/{registration.ParcelId}", View = ParcelView.Full });
            var missing = expected[registration].Select(scan => scan.Key).Except(reply.Parcel.Scans.Select(scan => scan.Description)).ToArray();
            if (missing.Length == 0)
            {
                settled.Add(registration, reply.Parcel);
                continue;
            }

            Assert.True(
                clock.Elapsed < s_settledWithin,
                $"Seed {seed}: not within {s_settledWithin}: all acknowledged scans in parcel {registration.ParcelId}; missing {string.Join(", ", missing)}"
                + $"; {open.Count} other parcels were not settled either.");
            open.Enqueue(registration);
        }

        return settled;
    }

    private void Compare(Parcel parcel, Registration registration, List<SentScan> scans)
    {
        var of = $"of parcel {registration.ParcelId} (seed {seed})";
        var doubled = parcel.Scans.GroupBy(scan => scan.Description).Where(group => group.Count() > 1).Select(group => group.Key);
        doubled.Should().BeEmpty($"no scan {of} may be there twice");
        parcel.Scans.Select(scan => scan.ScanId).Should().OnlyHaveUniqueItems($"scan ids {of}");
        parcel.Scans.Select(scan => scan.Description).Except(scans.Select(scan => scan.Key)).Should().BeEmpty($"no scan {of} may come from elsewhere");
        parcel.ScanCount.Should().Be(scans.Count, $"the count {of}");
        parcel.CorrectedCount.Should().Be(0, $"nothing {of} was corrected");

        var ids = parcel.Scans.ToDictionary(scan => scan.Description, scan => scan.ScanId);
        scans.Where(scan => ids[scan.Key] != scan.Id).Should().BeEmpty($"scans {of} keep the id they were acknowledged with");
        parcel.TrackingNumbers.Select(number => number.Number).Should().BeEquivalentTo(registration.Numbers, $"the numbers {of}");
        parcel.TrackingNumbers.Should().OnlyContain(number => !number.Shared, $"no other parcel holds the numbers {of}");
    }
}
