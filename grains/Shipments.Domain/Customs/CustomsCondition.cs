namespace Shipments.Domain.Customs;

/// <summary>One word of a rule's condition.</summary>
/// <param name="Word">What it asks.</param>
/// <param name="Limit">For a value: the limit.</param>
/// <param name="Currency">For a value: the limit's currency.</param>
internal readonly record struct CustomsCondition(CustomsWord Word, decimal Limit, string Currency);

/// <summary>What a condition may ask.</summary>
internal enum CustomsWord
{
    Any,
    Gift,
    NoGift,
    Ioss,
    NoIoss,
    ValueUpTo,
    ValueAbove,
}
