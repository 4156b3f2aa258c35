using Shipments.Bench.Compare;
using Shipments.Bench.Counters;
using Shipments.Bench.Figures;
using Shipments.Bench.Measuring;
using Shipments.Bench.Outages;
using Shipments.Bench.Report;

namespace Shipments.Bench.Tests.Figures;

public sealed class FigureTableTests
{
    [Fact]
    public void Without_runs_every_row_says_so() =>
        FigureTable.Rows(new FigureSources()).Should().HaveCount(21).And.OnlyContain(row => row.Verdict == Verdict.NotMeasured && row.Value == "" && row.Ratio == "");

    [Fact]
    public async Task A_run_that_failed_is_missed_and_each_row_says_when_it_was_run()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("shipments-figures-");
        try
        {
            folder.CreateSubdirectory("register");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "register", "failed.txt"), "1");
            folder.CreateSubdirectory("memory");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "memory", "facts.tsv"), "bytes\t4096\n");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "memory", "date.txt"), "2026-11-23 08:00\n");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "memory", "command.txt"), "bench memory\n");

            FigureSources sources = await FigureSources.ReadAsync(folder.FullName, CancellationToken.None);

            Row(sources, "registrations").Should().Match<FigureRow>(row => row.Value == "its run failed" && row.Verdict == Verdict.Missed);
            FigureTable.Of(sources, MachineFacts.Read(), DateTimeOffset.UnixEpoch).Should()
                .Contain("| 4.00 KiB |  | ≤ 7 KiB | 5 KiB | aim met | 2026-11-23 08:00 | `bench memory` |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Streams_with_cold_parcels_are_held_against_plain_of_the_same_script()
    {
        FigureSources sources = new();
        sources.Add("streamed", Reports.Of(50_000) with
        {
            OutsideWorkingSet = 10,
            LevelSeconds = 2.5,
            Counters = [new CounterReport("server", WatchedInstrument.LoadRows.Name, false, 7_500, 0, 0, 0)],
        });
        sources.Add([new Medians("streamed", "plain", 4_000, 1, 1, 1, 1, 15), new Medians("streamed", "ours", 60_000, 1, 1, 1, 1, 1)]);

        FigureRow row = FigureTable.Rows(sources)[0];

        row.Value.Should().Be("50,000 scans/s; 10.0 % of the scans outside the working set, 0.15 rows loaded a scan; every row written 2.50 s after");
        row.Ratio.Should().Be("× 12.5 plain");
        row.Verdict.Should().Be(Verdict.Met);
        FigureTable.Rows(sources)[1].Should().Match<FigureRow>(warm => warm.Value == "60,000 scans/s" && warm.Ratio == "× 15.0 plain" && warm.Verdict == Verdict.Met);
    }

    [Fact]
    public void Latency_meets_the_worse_of_its_two_bounds()
    {
        FigureSources sources = new();
        sources.Add("streamed-half", Reports.Of(1_000, new LatencyReport(1, 0.9, 2, 15.1, 20, 30)));

        Row(sources, "ack latency").Should().Match<FigureRow>(
            row => row.Value == "p50 0.9 ms, p99 15.1 ms at 1,000 scans/s" && row.Verdict == Verdict.Missed);
    }

    [Fact]
    public void A_scan_costs_processor_time_and_memory()
    {
        FigureSources sources = new();
        sources.Add("streamed-warm", Reports.Of(50_000) with
        {
            Processes = [new ProcessReport("server", 0.5, 900, [])],
            Counters = [new CounterReport("server", WatchedInstrument.Allocated.Name, false, 1024 * 150_000, 0, 0, 0)],
        });

        Row(sources, "processor time").Should().Match<FigureRow>(row => row.Value == "10.0 µs" && row.Verdict == Verdict.Stated);
        Row(sources, "bytes the silo").Should().Match<FigureRow>(row => row.Value == "3.00 KiB" && row.Verdict == Verdict.Stated);
    }

    [Fact]
    public void Rounds_count_as_their_median()
    {
        FigureSources sources = new();
        foreach ((string part, double rate) in new[] { ("one-1", 10.0), ("one-2", 40), ("one-3", 20), ("three-1", 16), ("three-2", 15), ("three-3", 90) })
            sources.Add(part, Reports.Of(rate));

        Row(sources, "three silos").Should().Match<FigureRow>(row => row.Value == "16.0 and 20.0 scans/s" && row.Ratio == "× 0.8 one silo" && row.Verdict == Verdict.Met);
    }

    [Fact]
    public void What_the_script_read_becomes_rows()
    {
        FigureSources sources = new();
        sources.Add("memory", "bytes", 6_144);
        sources.Add("streamed", "journal", 260);
        sources.Add("streamed", "wal", 700);
        sources.Add("streamed", "rows", 90);
        sources.Add("get", "ours", 30_000);
        sources.Add("get", "stock", 20_000);
        sources.Add(new TakeOverResult(4.2, 3.9, 128, 43, 0.2, 0));

        Row(sources, "heap").Should().Match<FigureRow>(row => row.Value == "6.00 KiB" && row.Verdict == Verdict.Met);
        Row(sources, "disk").Should().Match<FigureRow>(row => row.Value == "journal 260 B, WAL 700 B, state rows 90.0 B" && row.Verdict == Verdict.Missed);
        Row(sources, "GetParcel/s by h2load").Should().Match<FigureRow>(row => row.Ratio == "× 1.50 stock" && row.Verdict == Verdict.Aimed);
        Row(sources, "take-over").Should().Match<FigureRow>(row => row.Value.StartsWith("4.20 s; 43 of 128 keys") && row.Verdict == Verdict.Met);
    }

    [Fact]
    public void A_run_with_nothing_left_to_send_says_when()
    {
        FigureSources sources = new();
        sources.Add("cold-reads", Reports.Of(25_000, dryAt: 31.5));

        Row(sources, "GetParcel/s of parcels").Value.Should().Be("25,000 reads/s (nothing left to send after 31.5 s)");
    }

    [Fact]
    public async Task A_folder_of_runs_is_read_whole()
    {
        string folder = Directory.CreateTempSubdirectory("shipments-figures-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "hot-parcel"));
        Directory.CreateDirectory(Path.Combine(folder, "memory"));
        await JsonReport.WriteAsync(Reports.Of(7_000), Path.Combine(folder, "hot-parcel", "report.json"), CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "hot-parcel", "command.txt"), "bench load --scenario hot-parcel\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "memory", "facts.tsv"), "bytes\t4096\nnoise\n");

        string table = FigureTable.Of(await FigureSources.ReadAsync(folder, CancellationToken.None), Reports.Of(1).Machine, DateTimeOffset.UnixEpoch);

        Directory.Delete(folder, recursive: true);
        table.Should().StartWith("# Figures of 1970-01-01 00:00 UTC\n\n2 × a processor, 24 GiB");
        table.Should().Contain("\n| one hot parcel, durable scans/s | 7,000 scans/s |  | ≥ 5,000 | 20,000 | met |  | `bench load --scenario hot-parcel` |\n");
        table.Should().Contain("| 4.00 KiB |  | ≤ 7 KiB | 5 KiB | aim met |");
    }

    [Theory]
    [InlineData(250, 1_000, (int)Verdict.Met)]
    [InlineData(249, 1_000, (int)Verdict.Missed)]
    [InlineData(250, 1_001, (int)Verdict.Missed)]
    public void Overload_is_met_when_enough_was_offered_and_memory_stayed_as_it_is_at_the_top_rate(int sent, double memory, int verdict)
    {
        FigureSources sources = new();
        sources.Add("overload-top", Reports.Of(100) with { Processes = [new ProcessReport("server", 1, 500, [])] });
        sources.Add("overload", Overload(sent, failed: 0, memory));

        Row(sources, "overload").Verdict.Should().Be((Verdict)verdict);
        Row(sources, "overload").Value.Should().EndWith("MiB, 500 MiB at the top rate; as before after 0 s");
    }

    [Theory]
    [InlineData(100, 0, (int)Verdict.Met)]
    [InlineData(112, 0, (int)Verdict.Missed)]
    [InlineData(100, 1, (int)Verdict.Missed)]
    public void Overload_by_streams_is_met_when_nothing_fails_and_the_top_rate_is_taken(double top, int failed, int verdict)
    {
        FigureSources sources = new();
        sources.Add("overload-streams-top", Reports.Of(top) with { Processes = [new ProcessReport("server", 1, 500, [])] });
        sources.Add("overload-streams", Overload(100, failed, 500));

        Row(sources, "likewise by streams").Verdict.Should().Be((Verdict)verdict);
    }

    private static LoadReport Overload(int sent, int failed, double memory) => Reports.With(Reports.Series(
        Enumerable.Range(0, 40).Select(second => new SecondReport(second, second is >= 20 and < 30 ? sent : 100, 100, 0, 1, 10, 20)),
        ("Unavailable", failed))) with
    {
        Processes = [new ProcessReport("server", 1, memory, [])],
    };

    private static FigureRow Row(FigureSources sources, string begin) =>
        FigureTable.Rows(sources).Single(row => row.Name.StartsWith(begin, StringComparison.Ordinal));
}
