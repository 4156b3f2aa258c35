using System.Text.Json.Nodes;
using Shipments.TestKit;
using Shipments.TestKit.Foreign;
using Shipments.TestKit.Processes;

namespace Shipments.Interop.Tests;

/// <summary>A tool that knows no proto of ours asks the silo for them: buf curl, over reflection.</summary>
public sealed class ReflectionTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Buf_lists_the_services_describes_a_method_and_calls_it()
    {
        using TempFolder folder = new();
        await using var silo = await SiloProcess.StartAsync(Path.Combine(folder.Path, "data"));

        var services = await BufAsync(folder, "--list-services", silo.Address.ToString());
        services.Split('\n').Should().Contain(["shipments.v1.ParcelService", "shipments.v1.ScanService", "shipments.v1.CarrierService", "grpc.health.v1.Health"]);

        var methods = await BufAsync(folder, "--list-methods", silo.Address.ToString());
        methods.Split('\n').Should().Contain(["shipments.v1.ParcelService/RegisterParcel", "shipments.v1.ScanService/StreamScans"]);

        var reply = await BufAsync(folder, "-d", """{"parcel_id":"b1"}""", $"{silo.Address}shipments.v1.ParcelService/RegisterParcel");
        ((string?)JsonNode.Parse(reply)!["parcel"]!["name"]).Should().Be("parcels/b1");
    }

    // Its cache is a folder of the test's own.
    private static async Task<string> BufAsync(TempFolder folder, params string[] arguments)
    {
        List<string> lines = [];
        var environment = new Dictionary<string, string?> { ["BUF_CACHE_DIR"] = Path.Combine(folder.Path, "buf") };
        await using var buf = ChildProcess.Start(
            ForeignTools.Buf, ["curl", "--protocol", "grpc", "--http2-prior-knowledge", .. arguments], environment, lines.Add);
        (await buf.ExitAsync("the end of buf", s_within)).Should().Be(0, buf.Output);
        return string.Join('\n', lines);
    }
}
