namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>One <c>TrackInfo</c> as it stands in the reply.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Id">The number asked for, as written.</param>
internal sealed record TrackInfoXml(string Path, string Id)
{
    /// <summary>The simple elements, the last of each name.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary><c>TrackSummary</c> and the <c>TrackDetail</c>s, in their order.</summary>
    public List<TrackEventXml> Events { get; } = [];

    /// <summary>The parts of <c>Error</c>; null when there is none.</summary>
    public Dictionary<string, string>? Error { get; set; }

    /// <summary>Where the reply broke off inside this element; null when it did not.</summary>
    public PayloadFault? Damage { get; set; }

    public string Field(string name) => Fields.GetValueOrDefault(name, "");
}
