namespace Shipments.Bench.Report;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Colour">Its place among the colours of the page, from 1.</param>
/// <param name="Points">Rising in x; a point without a value breaks the line.</param>
internal sealed record ChartLine(string Name, int Colour, IReadOnlyList<(double X, double? Y)> Points);
