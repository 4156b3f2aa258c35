using System.CommandLine;

namespace Shipments.Bench.Http2;

/// <summary>The command <c>bare</c>.</summary>
internal static class BareCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "The front door whose answer is served.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        Option<string> parcel = new("--parcel") { Description = "The parcel, such as parcels/p1.", Required = true };
        Option<int> port = new("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 0 };
        Command command = new("bare", "Serves the answer to one GetParcel from a bare Kestrel endpoint: what HTTP/2 itself costs here.") { target, parcel, port };
        command.SetAction((parsed, cancellationToken) => BareServer.RunAsync(
            new Uri(parsed.GetValue(target)!), parsed.GetValue(parcel)!, parsed.GetValue(port), cancellationToken));
        return command;
    }
}
