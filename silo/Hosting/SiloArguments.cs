namespace Shipments.Silo.Hosting;

/// <summary>What the command line said; null where it said nothing.</summary>
/// <param name="Folder">Where the database lies.</param>
/// <param name="Port">The gRPC port.</param>
/// <param name="DemoFolder">The folder of payloads to feed, or null for no demo.</param>
/// <param name="JsonPort">The port of JSON over HTTP/1.1.</param>
/// <param name="Postgres">The connection string of the cluster's database.</param>
/// <param name="SiloPort">The port between silos.</param>
/// <param name="GatewayPort">The port for Orleans clients.</param>
/// <param name="Vocabulary">The folder of vocabulary files.</param>
/// <param name="Lanes">The folder of files of lanes.</param>
internal sealed record SiloArguments(
    string? Folder, int? Port, string? DemoFolder, int? JsonPort = null, string? Postgres = null, int? SiloPort = null, int? GatewayPort = null,
    string? Vocabulary = null, string? Lanes = null)
{
    /// <summary>The project's own payloads: a parcel for each of six systems.</summary>
    public const string SamplesFolder = "samples/systems";

    /// <summary>The same as settings, which win over the configuration.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        // Who takes any free port for gRPC runs several silos on one machine; a fixed JSON port would let only the first start.
        int? json = JsonPort ?? (Port == 0 ? 0 : null);
        (string Name, object? Value)[] said =
        [
            ($"{StoreOptions.Section}:Folder", Folder),
            ($"{StoreOptions.Section}:Provider", Postgres is null ? null : StoreProvider.Postgres),
            ($"{StoreOptions.Section}:ConnectionString", Postgres),
            ($"{SiloOptions.Section}:{nameof(SiloOptions.Port)}", Port),
            ($"{SiloOptions.Section}:{nameof(SiloOptions.JsonPort)}", json),
            ($"{SiloOptions.Section}:{nameof(SiloOptions.SiloPort)}", SiloPort),
            ($"{SiloOptions.Section}:{nameof(SiloOptions.GatewayPort)}", GatewayPort),
            ("Shipments:Api:VocabularyDirectory", Vocabulary),
            ("Shipments:Api:LaneDirectory", Lanes),
        ];
        return said.Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create(setting.Name, Convert.ToString(setting.Value, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
