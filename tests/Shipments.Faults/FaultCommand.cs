using System.CommandLine;
using Shipments.Faults.Kinds;
using Shipments.Faults.Report;

namespace Shipments.Faults;

/// <summary>The command line of the driver. It ends with 0 when nothing was found, 1 when something was, 3 when kinds could not be run.</summary>
internal static class FaultCommand
{
    private const int Found = 1;
    private const int Incomplete = 3;

    public static RootCommand Create()
    {
        Option<int> seed = new("--seed") { Description = "Decides everything that is left to chance. Default: the clock.", DefaultValueFactory = _ => Environment.TickCount };
        Option<int> rounds = new("--rounds") { Description = "How many faults of each kind at least. Default 1.", DefaultValueFactory = _ => 1 };
        Option<double> minutes = new("--minutes") { Description = "How long at least. Default 0.", DefaultValueFactory = _ => 0 };
        Option<string[]> kinds = new("--kinds")
        {
            Description = $"Which kinds, of {string.Join(", ", FaultCatalogue.Kinds)}. Default all but clock-jump.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        Option<string?> report = new("--report") { Description = "Where the report is written. Default: nowhere but here." };
        Option<string?> logs = new("--logs") { Description = "The folder of the silos' logs, which are kept. Default: a new one, kept when something was found." };
        RootCommand root = new("Injects faults into a cluster under traffic, and checks what its callers were told.") { seed, rounds, minutes, kinds, report, logs };
        root.SetAction(async parsed =>
        {
            if (!PrivateNetwork.IsInside && await PrivateNetwork.IsPossibleAsync())
                PrivateNetwork.Enter(Arguments(parsed, seed));
            var folder = parsed.GetValue(logs) ?? Directory.CreateTempSubdirectory("shipments-faults-").FullName;
            Directory.CreateDirectory(folder);
            FaultSettings settings = new(
                parsed.GetValue(seed), parsed.GetValue(rounds), parsed.GetValue(minutes), parsed.GetValue(kinds) ?? [], PrivateNetwork.IsInside, folder);
            var code = await RunAsync(settings, parsed.GetValue(report));
            if (code != Found && parsed.GetValue(logs) is null)
                Directory.Delete(folder, recursive: true);
            return code;
        });
        return root;
    }

    private static async Task<int> RunAsync(FaultSettings settings, string? report)
    {
        await Console.Out.WriteLineAsync($"Seed {settings.Seed}: repeat with --seed {settings.Seed}. Logs: {settings.Logs}");
        var result = await new FaultRun(settings, Console.Out).RunAsync();
        var text = FaultReport.Write(result);
        await Console.Out.WriteLineAsync(text);
        if (report is not null)
            await File.WriteAllTextAsync(report, text);
        if (result.Findings.Count > 0)
            return Found;
        return result.NotRun.Count > 0 ? Incomplete : 0;
    }

    // A seed that the clock gave is the same inside.
    private static IEnumerable<string> Arguments(ParseResult parsed, Option<int> seed) =>
        [.. parsed.Tokens.Select(token => token.Value), .. parsed.GetResult(seed)?.Implicit == false ? Array.Empty<string>() : ["--seed", $"{parsed.GetValue(seed)}"]];
}
