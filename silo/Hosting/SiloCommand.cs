using System.CommandLine;
using Shipments.Storage;

namespace Shipments.Silo.Hosting;

/// <summary>The command line of the silo.</summary>
internal static class SiloCommand
{
    /// <summary>The host itself hears Ctrl-C and ends cleanly, however long its last flush takes.</summary>
    public static InvocationConfiguration Invocation { get; } = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };

    /// <summary>Makes it.</summary>
    public static RootCommand Create()
    {
        Option<string?> folder = new("--folder") { Description = "Where the database lies. Default ./data." };
        Option<int?> port = new("--port") { Description = "The gRPC port on 127.0.0.1; 0 takes a free one. Default 5080." };
        Option<int?> json = new("--json-port")
        {
            Description = "The port of JSON over HTTP/1.1 on 127.0.0.1; 0 takes a free one. Default 5081, or a free one when --port is 0.",
        };
        Option<string?> demo = new("--demo")
        {
            Description = "Registers parcels and feeds the carrier payloads of a folder, default ./samples/systems, then keeps serving.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> postgres = new("--postgres")
        {
            Description = "The connection string of a PostgreSQL database; silos on one database are a cluster. Default: SQLite in --folder.",
        };
        Option<int?> silo = new("--silo-port") { Description = "The port between silos; 0 takes a free one. Default 0." };
        Option<int?> gateway = new("--gateway-port") { Description = "The port for Orleans clients; 0 takes a free one. Default 0." };
        Option<string?> vocabulary = new("--vocabulary")
        {
            Description = "A folder of vocabulary files, <carrier>.tsv, that change or add what carriers' codes mean; read again while it runs.",
        };
        Option<string?> lanes = new("--lanes")
        {
            Description = "A folder of files of lanes: tariffs, cut-offs, capacities, published times, customs and holidays; read again while it runs.",
        };
        Option<bool> schema = new("--print-schema")
        {
            Description = "Prints the script that makes the tables in an empty PostgreSQL database, for those who do not let silos do so, and ends.",
        };
        RootCommand root = new("Shipments: a cross-border shipment state system.")
        {
            folder, port, json, postgres, silo, gateway, demo, vocabulary, lanes, schema,
        };
        root.SetAction((parsed, cancellationToken) => parsed.GetValue(schema) ? PrintSchemaAsync() : SiloHost.RunAsync(
            new SiloArguments(
                parsed.GetValue(folder),
                parsed.GetValue(port),
                parsed.GetResult(demo) is null ? null : parsed.GetValue(demo) ?? SiloArguments.SamplesFolder,
                parsed.GetValue(json),
                parsed.GetValue(postgres),
                parsed.GetValue(silo),
                parsed.GetValue(gateway),
                parsed.GetValue(vocabulary),
                parsed.GetValue(lanes)),
            cancellationToken));
        return root;
    }

    private static async Task<int> PrintSchemaAsync()
    {
        await Console.Out.WriteLineAsync(PostgresSchema.Script);
        return 0;
    }
}
