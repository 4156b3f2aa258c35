namespace Shipments.Silo.Hosting;

/// <summary>What the command line said; null where it said nothing.</summary>
/// <param name="Folder">Where the database lies.</param>
/// <param name="Port">The gRPC port.</param>
/// <param name="DemoFolder">The folder of payloads to feed, or null for no demo.</param>
/// <param name="JsonPort">The port of JSON over HTTP/1.1.</param>
internal sealed record SiloArguments(string? Folder, int? Port, string? DemoFolder, int? JsonPort = null)
{
    /// <summary>The project's own payloads.</summary>
    public const string SamplesFolder = "samples";
}
