namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>One <c>TrackSummary</c> or <c>TrackDetail</c>: with fields, or one line of text.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Fields">Its elements; empty when it is a line of text.</param>
/// <param name="Line">The text that stands in no element.</param>
internal sealed record TrackEventXml(string Path, IReadOnlyDictionary<string, string> Fields, string Line)
{
    public string Field(string name) => Fields.GetValueOrDefault(name, "");
}
