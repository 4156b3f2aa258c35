namespace Shipments.Domain.Carriers;

/// <summary>What was wrong with a payload, an item or a scan of it.</summary>
/// <param name="Field">Where, as a path: <c>module[0].detailList[3].time</c>; empty for the payload as a whole.</param>
/// <param name="Value">What stood there, at most 128 characters; empty when nothing did.</param>
/// <param name="Problem">A sentence.</param>
public sealed record PayloadFault(string Field, string Value, string Problem)
{
    /// <summary>Most characters of <see cref="Value"/>: 128.</summary>
    public const int ValueCharactersMax = 128;

    internal static PayloadFault At(string field, string value, string problem) =>
        new(field, PayloadText.CutVisibly(PayloadText.Clean(value), ValueCharactersMax), problem);
}
