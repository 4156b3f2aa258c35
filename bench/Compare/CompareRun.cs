using System.Globalization;
using Shipments.Bench.Measuring;
using Shipments.Bench.Report;
using Spectre.Console;

namespace Shipments.Bench.Compare;

/// <summary>
/// Runs every contender in turn, several rounds, each time on an empty database of one PostgreSQL, with the same load from a process of its own. The
/// order changes from round to round, so that nobody always comes after the same one.
/// </summary>
internal sealed class CompareRun(CompareOptions options, TimeProvider time, IAnsiConsole console)
{
    private const int RawConnections = 2;
    private const int RawEntries = 1_024;

    /// <summary>Runs it.</summary>
    public async Task<IReadOnlyList<Measured>> RunAsync(CancellationToken cancellationToken)
    {
        await using OwnPostgres postgres = await OwnPostgres.StartAsync(options.Programs, cancellationToken);
        Contender[] contenders = [.. Contender.All.Where(contender => options.Contenders.Contains(contender.Name))];
        Workload[] workloads = [.. Workload.All.Where(workload => options.Workloads.Contains(workload.Name))];
        List<Measured> measured = [];
        for (int round = 1; round <= options.Rounds; round++)
        {
            for (int turn = 0; turn < contenders.Length; turn++)
            {
                Contender contender = contenders[(turn + round - 1) % contenders.Length];
                measured.AddRange(contender.Assembly.Length == 0
                    ? [await RawAsync(postgres, round, cancellationToken)]
                    : await LoadAsync(postgres, contender, workloads, round, cancellationToken));
            }
        }

        return measured;
    }

    private async Task<Measured> RawAsync(OwnPostgres postgres, int round, CancellationToken cancellationToken)
    {
        string database = await postgres.NewDatabaseAsync(cancellationToken);
        double before = Environment.CpuUsage.TotalTime.TotalSeconds;
        double databaseBefore = ProcessTree.Read(postgres.Id)?.Processor.TotalSeconds ?? 0;
        (double perSecond, LatencyReport commit) = await RawAppend.RunAsync(
            database, RawConnections, RawEntries, TimeSpan.FromSeconds(options.Duration), time, cancellationToken);
        double own = (Environment.CpuUsage.TotalTime.TotalSeconds - before) / options.Duration;
        double databases = ((ProcessTree.Read(postgres.Id)?.Processor.TotalSeconds ?? 0) - databaseBefore) / options.Duration;
        return Say(new Measured("raw", "entries", round, perSecond, commit.P50, commit.P99, 0, databases, own, 0));
    }

    private async Task<IReadOnlyList<Measured>> LoadAsync(
        OwnPostgres postgres, Contender contender, Workload[] workloads, int round, CancellationToken cancellationToken)
    {
        List<Measured> measured = [];
        foreach (Workload workload in workloads)
        {
            (ServerProcess process, string address) = await contender.StartAsync(await postgres.NewDatabaseAsync(cancellationToken));
            await using ServerProcess server = process;
            string folder = Path.Combine(options.Folder, string.Create(CultureInfo.InvariantCulture, $"{round}-{contender.Name}-{workload.Name}"));
            string[] arguments =
            [
                Contender.PathOf("Shipments.Bench"), "load", "--target", address, .. workload.Arguments,
                "--duration", Text(options.Duration), "--warm-up", Text(options.WarmUp), "--parcels", Text(options.Parcels), "--seed", Text(round),
                "--watch", $"database={postgres.Id}", "--out", folder,
            ];
            await ServerProcess.RunAsync("dotnet", arguments, cancellationToken);
            LoadReport report = await JsonReport.ReadAsync(Path.Combine(folder, "report.json"), cancellationToken);
            SeriesReport series = report.Series[0];
            measured.Add(Say(new Measured(
                contender.Name, workload.Name, round, series.ItemsPerSecond, series.Latency.P50, series.Latency.P99, Processors(report, "server"),
                Processors(report, "database"), Processors(report, ResourceWatch.Own), series.Failed)));
        }

        return measured;
    }

    private static double Processors(LoadReport report, string name) =>
        report.Processes.Where(process => process.Name == name).Select(process => process.Processors).FirstOrDefault();

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private Measured Say(Measured run)
    {
        console.WriteLine(FormattableString.Invariant($"round {run.Round}, {run.Contender}, {run.Workload}: {run.PerSecond:N0}/s, p50 {run.P50:F2} ms, p99 {run.P99:F2} ms{(run.Failed > 0 ? $", {run.Failed:N0} calls failed" : "")}"));
        return run;
    }
}
