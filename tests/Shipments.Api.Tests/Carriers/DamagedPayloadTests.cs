using Google.Protobuf;
using Grpc.Core;
using Shipments.Api.Carriers;
using Shipments.Api.Tests.Fakes;
using Shipments.Domain.Carriers;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Api.Tests.Carriers;

/// <summary>
/// Goal: damaged payloads are answered with a status their sender can act on, never with a defect. Method: each of our samples, 300 times with
/// a few bytes changed, through the whole of an ingest; the adapters have a fuzzer of their own.
/// </summary>
public sealed class DamagedPayloadTests
{
    private const int Times = 300;
    private const int Seed = 411;
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_damaged_payload_is_answered_or_refused_as_wrong()
    {
        PayloadRequests requests = new(CarrierAdapters.Default.Values);
        Random random = new(Seed);
        int answered = 0;
        int refused = 0;
        foreach (string file in Directory.GetFiles(Path.Combine(RepositoryRoot.Find(), "samples"), "*.json").Order(StringComparer.Ordinal))
        {
            byte[] sample = await File.ReadAllBytesAsync(file);
            string format = CarrierAdapters.Detect(sample)!.Format;
            for (int time = 0; time < Times; time++)
            {
                IngestPayloadRequest request = new() { Format = format, Payload = ByteString.CopyFrom(Damaged(sample, random)) };
                try
                {
                    IngestPayloadResponse response = await _bench.Ingest.IngestAsync(requests.Read("acme", request, Make.Now), default);
                    response.Items.Should().OnlyContain(
                        item => item.TrackingNumber.Length > 0 || item.Error != null || item.NotFound || item.Outcomes.Count > 0,
                        $"{Path.GetFileName(file)}, seed {Seed}, time {time}");
                    answered++;
                }
                catch (RpcException status)
                {
                    status.StatusCode.Should().Be(StatusCode.InvalidArgument, $"{Path.GetFileName(file)}, seed {Seed}, time {time}: {status.Status.Detail}");
                    refused++;
                }
            }
        }

        answered.Should().BeGreaterThan(Times);
        refused.Should().BeGreaterThan(Times);
    }

    private static byte[] Damaged(byte[] sample, Random random)
    {
        byte[] damaged = [.. sample];
        for (int changes = random.Next(1, 6); changes > 0; changes--)
            damaged[random.Next(damaged.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"0123456789\"{}[],:"[random.Next(17)];
        return damaged;
    }
}
