using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Shipments.TestKit.Processes;
using Shipments.V1;
using Xunit.Abstractions;

namespace Shipments.Cluster.Tests;

/// <summary>
/// Goal: one scan of a dispatch reaches all of its 10,000 parcels once, whatever happens in the middle, and holds up nobody else. Method: a silo in a
/// process of its own; while the scan goes through the parcels, another parcel is read and scanned; after some thousands have it the silo gets
/// SIGKILL and is started again on the same folder; then every parcel is read. A second scan shows how long all of it takes, and what others feel.
/// </summary>
public sealed class DispatchKillTests(ITestOutputHelper output)
{
    private const int Parcels = 10_000;
    private const int KillAfter = 2_000;
    private const int Batch = 1_000;
    private const int IdleRounds = 20;
    private const string Dispatch = "containers/MYKULGUSSFOAAEM72072";

    // A read and a scan, each on a machine whose cores are all at work.
    private static readonly TimeSpan OthersWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToldWithin = TimeSpan.FromMinutes(3);
    private static readonly Timestamp Loaded = Ago(48);
    private static readonly Timestamp Scanned = Ago(24);

    private int _others;

    [Fact]
    public async Task A_dispatch_of_ten_thousand_parcels_is_told_once_across_a_kill_and_holds_up_nobody()
    {
        string folder = Directory.CreateTempSubdirectory("shipments-dispatch-").FullName;
        SiloProcess silo = await SiloProcess.StartAsync(folder);
        try
        {
            using (GrpcChannel channel = GrpcChannel.ForAddress(silo.Address))
            {
                await FillAsync(channel);
                await UntilAsync(channel, dispatch => dispatch.PendingMemberCount == 0, "that all parcels know where they are");
                await OthersAsync(channel, IdleRounds, "before");
                await ScanAsync(channel, "24");
                await OthersAsync(channel, 1, "meanwhile");
                (await ReadAsync(channel)).PendingMemberCount.Should().BePositive("the scan has still to reach parcels, else this shows nothing");
                await UntilAsync(channel, dispatch => dispatch.Scans[0].DeliveredCount >= KillAfter, $"{KillAfter} parcels with the scan");
            }

            await silo.KillAsync();
            await silo.DisposeAsync();
            silo = await SiloProcess.StartAsync(folder, silo.Port);
            using (GrpcChannel channel = GrpcChannel.ForAddress(silo.Address))
            {
                await UntilAsync(channel, dispatch => dispatch.PendingMemberCount == 0, "all parcels with the scan");
                await CheckAsync(channel, scans: 1);
                await OthersAsync(channel, IdleRounds, "before the second scan");
                long began = await ScanAsync(channel, "21");
                while ((await ReadAsync(channel)).PendingMemberCount > 0)
                    await OthersAsync(channel, 10, "meanwhile");
                output.WriteLine($"The second scan was with all {Parcels} parcels after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s.");
                await CheckAsync(channel, scans: 2);
            }

            (await silo.StopAsync()).Should().Be(0, silo.Output);
        }
        finally
        {
            await silo.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Timestamp Ago(int hours) => Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(-hours));

    private static async Task FillAsync(GrpcChannel channel)
    {
        ParcelService.ParcelServiceClient parcels = new(channel);
        ContainerService.ContainerServiceClient containers = new(channel);
        await containers.CreateContainerAsync(new CreateContainerRequest { ContainerId = Dispatch["containers/".Length..], Kind = ContainerKind.Dispatch });
        for (int from = 0; from < Parcels; from += Batch)
        {
            BatchRegisterParcelsRequest register = new();
            LoadContainerRequest load = new() { Name = Dispatch, Time = Loaded };
            for (int i = from; i < from + Batch; i++)
            {
                register.Requests.Add(new RegisterParcelRequest { ParcelId = $"p{i}", RequestId = $"r{i}" });
                load.Members.Add($"parcels/p{i}");
            }

            await RegisterAsync(parcels, register);
            (await containers.LoadContainerAsync(load)).Outcomes.Should().HaveCount(Batch).And.OnlyContain(outcome => outcome.Error == null);
        }

        await parcels.RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "other", RequestId = "other" });
    }

    // What was not decided, as on a machine that stood still for longer than a lease, is asked again, as any caller does.
    private static async Task RegisterAsync(ParcelService.ParcelServiceClient parcels, BatchRegisterParcelsRequest register)
    {
        const int TriesMax = 5;
        for (int attempt = 1; ; attempt++)
        {
            BatchRegisterParcelsResponse response = await parcels.BatchRegisterParcelsAsync(register);
            bool isUndecided = response.Results.Any(result => result.Error is { Code: (int)StatusCode.Unavailable });
            if (isUndecided && attempt < TriesMax)
                continue;
            response.Results.Should().OnlyContain(result => result.Error == null);
            return;
        }
    }

    private async Task<long> ScanAsync(GrpcChannel channel, string code)
    {
        long began = TimeProvider.System.GetTimestamp();
        Scan scan = new() { Carrier = "resdit", Code = code, Time = Scanned };
        await new ContainerService.ContainerServiceClient(channel).RecordContainerScanAsync(new RecordContainerScanRequest { Name = Dispatch, Scan = scan });
        output.WriteLine($"The scan of {Parcels} parcels was acknowledged in {TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0} ms.");
        return began;
    }

    /// <summary>Reads and scans another parcel, again and again, and tells how long that took.</summary>
    private async Task OthersAsync(GrpcChannel channel, int rounds, string when)
    {
        List<double> reads = [];
        List<double> scans = [];
        for (int i = 0; i < rounds; i++)
        {
            long began = TimeProvider.System.GetTimestamp();
            await new ParcelService.ParcelServiceClient(channel).GetParcelAsync(new GetParcelRequest { Name = "parcels/other" });
            TimeSpan read = TimeProvider.System.GetElapsedTime(began);
            Scan scan = new() { Parcel = "parcels/other", Carrier = "shipments", Code = "PICKED_UP", Time = Ago(24 + _others), SourceId = $"s{_others++}" };
            RecordScansResponse recorded = await new ScanService.ScanServiceClient(channel).RecordScansAsync(new RecordScansRequest { Scans = { scan } });
            TimeSpan both = TimeProvider.System.GetElapsedTime(began);
            recorded.Outcomes.Single().Result.Should().Be(ScanResult.Recorded);
            both.Should().BeLessThan(OthersWithin);
            reads.Add(read.TotalMilliseconds);
            scans.Add((both - read).TotalMilliseconds);
        }

        output.WriteLine($"{when}: {rounds} reads of another parcel, median {Median(reads):0.0} ms, longest {reads.Max():0.0}; its scans {Median(scans):0.0} and {scans.Max():0.0}.");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private async Task UntilAsync(GrpcChannel channel, Func<Container, bool> awaited, string what)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < ToldWithin)
        {
            Container dispatch = await ReadAsync(channel);
            if (awaited(dispatch))
            {
                output.WriteLine($"{what}: {dispatch.PendingMemberCount} pending after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s.");
                return;
            }
        }

        throw new TimeoutException($"timed out awaiting {what}");
    }

    private static async Task<Container> ReadAsync(GrpcChannel channel) =>
        (await new ContainerService.ContainerServiceClient(channel).GetContainerAsync(new GetContainerRequest { Name = Dispatch })).Container;

    private static async Task CheckAsync(GrpcChannel channel, int scans)
    {
        ParcelService.ParcelServiceClient parcels = new(channel);
        for (int from = 0; from < Parcels; from += Batch)
        {
            BatchGetParcelsRequest request = new();
            request.Names.Add(Enumerable.Range(from, Batch).Select(i => $"parcels/p{i}"));
            BatchGetParcelsResponse read = await parcels.BatchGetParcelsAsync(request);
            read.Results.Should().OnlyContain(result => result.Parcel != null && result.Parcel.ScanCount == scans && result.Parcel.Containers.Count == 1
                && result.Parcel.Phase == (scans == 1 ? Phase.Departed : Phase.Arrived));
        }

        Container dispatch = await ReadAsync(channel);
        (dispatch.MemberCount, dispatch.RefusedCount, dispatch.Scans[^1].DeliveredCount, dispatch.Scans.Count).Should().Be((Parcels, 0, Parcels, scans));
    }
}
