using System.CommandLine;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Figures;

/// <summary>The command <c>figures</c>.</summary>
internal static class FiguresCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string> folder = new("--folder") { Description = "The folder of the runs; gets figures.md.", DefaultValueFactory = _ => "artifacts/bench/figures" };
        Command command = new("figures", "Makes one table of the runs that bench/figures.sh made.") { folder };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(folder)!, TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        FigureSources sources = await FigureSources.ReadAsync(folder, cancellationToken);
        string table = FigureTable.Of(sources, MachineFacts.Read(), time.GetUtcNow());
        await File.WriteAllTextAsync(Path.Combine(folder, "figures.md"), table, cancellationToken);
        await Console.Out.WriteAsync(table.AsMemory(), cancellationToken);
        return 0;
    }
}
