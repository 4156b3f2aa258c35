namespace Shipments.Bench.Judging.Goals;

/// <summary>Something the product is meant to reach, and whether it did.</summary>
/// <param name="Name">What is wanted.</param>
/// <param name="Value">What was measured.</param>
/// <param name="IsMet">Whether it is enough; null when nothing was measured.</param>
internal sealed record Goal(string Name, string Value, bool? IsMet)
{
    /// <summary>In one word, or two.</summary>
    public string Verdict => IsMet switch
    {
        true => "met",
        false => "missed",
        null => "not judged",
    };
}
