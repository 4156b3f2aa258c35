namespace Shipments.Domain.Epcis.Hashing;

/// <summary>A field of an event: its name, its text, and the fields in it. The fields are taken out as they are written into the pre-hash string.</summary>
internal sealed class EpcisNode(string name, string text = "")
{
    public string Name { get; } = name;

    public string Text { get; } = text;

    public List<EpcisNode> Children { get; } = [];

    /// <summary>A field of somebody's own, whose name begins with its namespace in braces.</summary>
    public bool IsExtension => Name.StartsWith('{');

    public EpcisNode With(params ReadOnlySpan<EpcisNode> children)
    {
        foreach (EpcisNode child in children)
            Children.Add(child);
        return this;
    }
}
