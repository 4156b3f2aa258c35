namespace Shipments.Domain.Choice.Data;

/// <summary>A file of an operator's folder of lanes.</summary>
/// <param name="Name">Its name, such as <c>tariffs.tsv</c>.</param>
/// <param name="Text">What it holds.</param>
public sealed record LaneFile(string Name, string Text);
