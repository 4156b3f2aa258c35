using System.Net;
using Grpc.Net.Client;
using Shipments.Contracts.Messages;
using Shipments.Samples.InternalService;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;

namespace Shipments.Cluster.Tests;

/// <summary>The sample of an internal service, against a silo in a process of its own.</summary>
public sealed class InternalServiceTests : IAsyncLifetime
{
    private const string Tenant = "demo";

    private readonly TempFolder _data = new();
    private SiloProcess? _silo;
    private DeskHost? _desk;

    public async Task InitializeAsync()
    {
        int gateway = FreePort.Take();
        _silo = await SiloProcess.StartAsync(_data.Path, settings: new Dictionary<string, string?> { ["Shipments__Silo__GatewayPort"] = $"{gateway}" });
        _desk = DeskHost.Create(["--gateway", $"127.0.0.1:{gateway}", "--urls", "http://127.0.0.1:0"]);
        await _desk.StartAsync().Awaiting("the connection of the desk to the silo");
    }

    public async Task DisposeAsync()
    {
        await _desk!.DisposeAsync();
        await _silo!.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task What_the_desk_does_is_what_callers_of_the_front_door_see()
    {
        using var channel = GrpcChannel.ForAddress(_silo!.Address);
        ParcelService.ParcelServiceClient parcels = new(channel);
        await parcels.RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "p1", RequestId = "r1", OriginCountry = "CN" });
        await parcels.RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "p2", RequestId = "r2", OriginCountry = "CN" });
        DateTimeOffset at = DateTimeOffset.UtcNow.AddHours(-1);

        RecordReply recorded = await _desk!.Desk.PickedUpAsync(Tenant, "p1", at, "desk-1", default);
        RecordReply again = await _desk.Desk.PickedUpAsync(Tenant, "p1", at, "desk-1", default);

        recorded.Answers.Single().Result.Should().Be(ScanResult.Recorded);
        again.Answers.Should().Equal(recorded.Answers);
        Parcel parcel = (await parcels.GetParcelAsync(new GetParcelRequest { Name = "parcels/p1" })).Parcel;
        (parcel.Phase, parcel.ScanCount).Should().Be((Phase.PickedUp, 1));

        // Over its own HTTP door: what was taken in cannot be cancelled any more; what was not, can.
        using HttpClient http = new() { BaseAddress = _desk.Address };
        (await http.GetStringAsync(new Uri("/desk/demo/p1", UriKind.Relative))).Should().Be("PickedUp 1");
        (await http.GetAsync(new Uri("/desk/demo/nobody", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await CancelAsync(http, "p1")).Should().Be("Refused");
        (await CancelAsync(http, "p2")).Should().Be("Ok");
        (await parcels.GetParcelAsync(new GetParcelRequest { Name = "parcels/p2" })).Parcel.Phase.Should().Be(Phase.Cancelled);
        ChangeParcelReply refused = await _desk.Desk.CancelAsync(Tenant, "p1", "desk-2", "late", default);
        refused.Header.Rejection.Should().Be(Rejection.ParcelPhase);
    }

    private static async Task<string> CancelAsync(HttpClient http, string parcelId)
    {
        using HttpResponseMessage response = await http.PostAsync(new Uri($"/desk/demo/{parcelId}/cancel?request=cancel-{parcelId}", UriKind.Relative), null);
        return await response.Content.ReadAsStringAsync();
    }
}
