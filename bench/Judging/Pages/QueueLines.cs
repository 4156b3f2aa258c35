using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Judging.Pages;

/// <summary>The queues of the lanes that waited longest as lines. Lanes whose lines would cover each other share one.</summary>
internal static class QueueLines
{
    /// <summary>So many lines at most: 6.</summary>
    public const int LinesMax = 6;

    private const int PointsOfDay = 4;
    private const int NamesMax = 3;
    private const double DaySeconds = 86_400;

    // Lines that are nowhere further apart than this part of the highest point are one to the eye.
    private const double Apart = 0.03;

    // The lines' colours, those that are alike far apart.
    private static readonly int[] Colours = [1, 2, 4, 5, 7, 3];

    /// <summary>Draws them, the longest queue first.</summary>
    /// <param name="lanes">The lanes of the network.</param>
    /// <param name="points">How long each of them waited, by time.</param>
    public static IReadOnlyList<ChartLine> Of(IReadOnlyList<TradeLane> lanes, IReadOnlyList<BacklogPoint> points)
    {
        double highest = points.SelectMany(point => point.Days).DefaultIfEmpty(0).Max();
        List<(List<string> Names, (double X, double? Y)[] Points)> lines = [];
        foreach (TradeLane lane in lanes.OrderByDescending(lane => points.Select(point => point.Days[lane.Index]).DefaultIfEmpty(0).Max()))
        {
            (double X, double? Y)[] line = [.. points.Chunk(PointsOfDay).Select(day => (day[^1].At / DaySeconds, (double?)day.Average(point => point.Days[lane.Index])))];
            (List<string> Names, (double X, double? Y)[] Points) same = lines.Find(known => IsCovered(known.Points, line, highest * Apart));
            if (same.Names is { } names)
                names.Add(lane.Name);
            else
                lines.Add(([lane.Name], line));
        }

        return [.. lines.Take(LinesMax).Select((line, i) => new ChartLine(NameOf(line.Names), Colours[i], line.Points))];
    }

    private static bool IsCovered((double X, double? Y)[] one, (double X, double? Y)[] other, double apart) =>
        one.Zip(other, (a, b) => Math.Abs((a.Y ?? 0) - (b.Y ?? 0))).All(difference => difference <= apart);

    private static string NameOf(List<string> names) => names.Count <= NamesMax
        ? string.Join(" = ", names)
        : $"{string.Join(" = ", names.Take(NamesMax - 1))} = {names.Count - NamesMax + 1} more";
}
