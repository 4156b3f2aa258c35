namespace Shipments.Bench.Figures;

/// <summary>A row of the table.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">What came out, with its unit; empty when it was not measured.</param>
/// <param name="Ratio">The number that is held against something else, in words; empty for none.</param>
/// <param name="Must">What it must be.</param>
/// <param name="Aim">What is aimed at.</param>
/// <param name="Verdict">How it stands to both.</param>
/// <param name="Part">The run it comes from, whose command is told.</param>
internal sealed record FigureRow(string Name, string Value, string Ratio, string Must, string Aim, Verdict Verdict, string Part);
