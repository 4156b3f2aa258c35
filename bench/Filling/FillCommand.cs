using System.CommandLine;
using Shipments.Bench.Report;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Filling;

/// <summary>The command <c>fill</c>.</summary>
internal static class FillCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string> postgres = new("--postgres") { Description = "The connection string of a database that no silo uses now.", Required = true };
        Option<int> parcels = new("--parcels") { Description = "How many.", DefaultValueFactory = _ => 1_000_000 };
        Option<int> seed = new("--seed") { Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };
        Option<string> tenant = new("--tenant") { Description = "Whose they are.", DefaultValueFactory = _ => "demo" };
        parcels.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Population.ParcelsMax)
                result.AddError($"--parcels must be 1 to {Population.ParcelsMax}");
        });
        Command command = new("fill", "Writes the rows of registered parcels straight into a database, and prints the id by which a load meets them: --reuse <id> --numbers 0.")
        {
            postgres, parcels, seed, tenant,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Fill fill = new(
                parsed.GetValue(postgres)!, parsed.GetValue(tenant)!, parsed.GetValue(parcels), parsed.GetValue(seed), TimeProvider.System, BenchConsole.Make());
            await fill.RunAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}
