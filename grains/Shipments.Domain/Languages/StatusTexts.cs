namespace Shipments.Domain.Languages;

/// <summary>What a parcel's status is called in one language.</summary>
/// <param name="Language">The language of the texts, such as <c>es</c> or <c>pt-BR</c>.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="Reason">Why; empty when nobody said.</param>
/// <param name="Customs">What customs do; empty when nobody said.</param>
public sealed record StatusTexts(string Language, string Phase, string Reason, string Customs);
