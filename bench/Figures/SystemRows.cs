using Shipments.Bench.Outages;
using static Shipments.Bench.Figures.FigureText;

namespace Shipments.Bench.Figures;

/// <summary>The rows of everything else: reads, registrations, memory, disk, size, lag, silos, outages.</summary>
internal static class SystemRows
{
    private const double Kib = 1024;

    /// <summary>Makes them.</summary>
    public static IEnumerable<FigureRow> Of(FigureSources sources)
    {
        double? stock = sources.Fact("get", "stock");
        yield return Versus("GetParcel/s by h2load, warm", InUnits(sources.Fact("get", "ours"), "reads/s"), Ratio(sources.Fact("get", "ours"), stock), Bound.Least(1.1, 1.5), "stock", "get");
        yield return ScanRows.Rate(sources, "GetParcel/s of parcels not in memory", "cold-reads", "reads/s", Bound.Least(20_000, 40_000));
        yield return ScanRows.Rate(sources, "registrations/s, BatchRegisterParcels, two numbers each", "register", "parcels/s", Bound.Least(10_000, 20_000));
        double? heap = sources.Fact("memory", "bytes") / Kib;
        yield return new FigureRow(
            "heap of an active, idle parcel with 10 scans, number grain included", InUnits(heap, "KiB"), "", "≤ 7 KiB", "5 KiB", Bound.Most(7, 5).Of(heap), "memory");
        yield return Disk(sources);
        double? size = Ratio(sources.Rate("large"), sources.Rate("small"));
        yield return Versus(
            "top rate with many parcels in the database", Sized(sources), size, Bound.Least(0.8, 0.95), "a small one", "large");
        yield return Lag(sources);
        double? three = Ratio(sources.Rate("three"), sources.Rate("one"));
        yield return Versus("three silos on one machine", Pair(sources, "three", "one"), three, Bound.Least(0.75, 0.9), "one silo", "three");
        yield return TakenOver(sources);
        yield return OverloadRows.Unary(sources);
        yield return OverloadRows.Streamed(sources);
    }

    private static FigureRow Versus(string name, string value, double? ratio, Bound bound, string other, string part) => new(
        name, value, ratio is null ? "" : $"{Times(ratio)} {other}", $"≥ {Number(bound.Must)} × {other}", $"{Number(bound.Aim)} ×", bound.Of(ratio), part);

    private static string Pair(FigureSources sources, string one, string other) =>
        sources.Rate(one) is { } a && sources.Rate(other) is { } b ? $"{Number(a)} and {Number(b)} scans/s" : "";

    private static string Sized(FigureSources sources) => Pair(sources, "large", "small") is { Length: > 0 } rates
        ? $"{rates} with {InUnits(sources.Fact("large", "parcels"), "")} and {InUnits(sources.Fact("small", "parcels"), "")} parcels, rows by `bench fill`"
        : "";

    private static FigureRow Disk(FigureSources sources)
    {
        double? journal = sources.Fact("streamed", "journal");
        string value = journal is null ? "" :
            $"journal {InUnits(journal, "B")}, WAL {InUnits(sources.Fact("streamed", "wal"), "B")}, state rows {InUnits(sources.Fact("streamed", "rows"), "B")}";
        return new FigureRow("disk a scan", value, "", "journal ≤ 250 B", "150 B", Bound.Most(250, 150).Of(journal), "streamed");
    }

    private static FigureRow Lag(FigureSources sources)
    {
        LagFinding? lag = sources.Report("lanes-80") is { } report ? LagFinding.Of(report) : null;
        string value = lag is null ? "" :
            $"lane {Number(lag.LaneMedian)} s, at most {Number(lag.LaneMax)} s; List {Number(lag.ListMedian)} s, at most {Number(lag.ListMax)} s, {(lag.IsListGrowing ? "growing" : "not growing")}";
        Verdict verdict = lag is null ? Verdict.NotMeasured : lag.LaneMax <= 2 && !lag.IsListGrowing ? Verdict.Met : Verdict.Missed;
        return new FigureRow("lanes and List behind the journal at 80 % of the top rate", value, "", "lanes ≤ 2 s; List not growing", "", verdict, "lanes-80");
    }

    private static FigureRow TakenOver(FigureSources sources)
    {
        TakeOverResult? result = sources.TakeOver;
        string value = result is null ? "" :
            $"{Number(result.Seconds)} s; {result.Out} of {result.Keys} keys were out, half of them {Number(result.Median)} s; before the kill all took {Number(result.BeforeSeconds)} s";
        return new FigureRow(
            "take-over of a dead silo's shards after a minute of top load", value, "", "≤ 5 s", "2 s", Bound.Most(5, 2).Of(result?.Seconds), "take-over");
    }
}
