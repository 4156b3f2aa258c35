using System.CommandLine;

namespace Shipments.Bench.Baselines;

/// <summary>The command <c>serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Argument<string> kind = new("baseline") { Description = "stock: grains with IPersistentState on Orleans' ADO.NET storage. plain: rows, one transaction a change, no actors." };
        kind.AcceptOnlyFromAmong("stock", "plain");
        Option<string> postgres = new("--postgres") { Description = "The connection string of a database of its own.", Required = true };
        Option<int> pool = new("--pool") { Description = "Connections, 1 to 200. Default 16.", DefaultValueFactory = _ => 16 };
        Option<int> port = new("--port") { Description = "The gRPC port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 0 };
        Option<int> siloPort = new("--silo-port") { Description = "The stock silo's port.", DefaultValueFactory = _ => 11_911 };
        Option<int> gatewayPort = new("--gateway-port") { Description = "The stock silo's port for clients.", DefaultValueFactory = _ => 30_911 };
        Command command = new("serve", "Serves a baseline behind the product's front door: registrations, scans by parcel, and reads.") { kind, postgres, pool, port, siloPort, gatewayPort };
        command.SetAction((parsed, cancellationToken) => BaselineServer.RunAsync(
            parsed.GetValue(kind) == "stock", parsed.GetValue(postgres)!, parsed.GetValue(pool), parsed.GetValue(port),
            (parsed.GetValue(siloPort), parsed.GetValue(gatewayPort)), cancellationToken));
        return command;
    }
}
