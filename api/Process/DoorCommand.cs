using System.CommandLine;
using System.Globalization;

namespace Shipments.Api.Process;

/// <summary>The command line of the front door.</summary>
internal static class DoorCommand
{
    /// <summary>The host itself hears Ctrl-C and ends cleanly.</summary>
    public static InvocationConfiguration Invocation { get; } = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };

    /// <summary>Makes it.</summary>
    public static RootCommand Create()
    {
        Option<string?> postgres = new("--postgres") { Description = "The connection string of the silos' PostgreSQL database." };
        Option<int?> port = new("--port") { Description = "The gRPC port; 0 takes a free one. Default 5080." };
        Option<int?> json = new("--json-port") { Description = "The port of JSON over HTTP/1.1; 0 takes a free one. Default 5081." };
        RootCommand root = new("The front door of Shipments, in front of its silos.") { postgres, port, json };
        root.SetAction((parsed, cancellationToken) =>
        {
            (string Name, object? Value)[] said =
            [
                ("Shipments:Storage:ConnectionString", parsed.GetValue(postgres)),
                ($"{DoorOptions.Section}:{nameof(DoorOptions.Port)}", parsed.GetValue(port)),
                ($"{DoorOptions.Section}:{nameof(DoorOptions.JsonPort)}", parsed.GetValue(json)),
            ];
            return DoorHost.RunAsync(
                said.Where(setting => setting.Value is not null)
                    .Select(setting => KeyValuePair.Create(setting.Name, Convert.ToString(setting.Value, CultureInfo.InvariantCulture))),
                cancellationToken);
        });
        return root;
    }
}
