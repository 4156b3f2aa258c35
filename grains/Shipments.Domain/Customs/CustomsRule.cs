namespace Shipments.Domain.Customs;

/// <summary>A row of the rule table.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Destination"><c>*</c>, <c>EU</c> or a country.</param>
/// <param name="From">The first day on which it holds.</param>
/// <param name="To">The last day.</param>
/// <param name="Conditions">All must hold.</param>
/// <param name="Data">What must be there before loading.</param>
/// <param name="Charges">What follows.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="IsChecked">Its days and limits were read in an account of the source; otherwise they are general knowledge of the trade.</param>
internal sealed record CustomsRule(
    string Id, string Destination, DateOnly From, DateOnly To, IReadOnlyList<CustomsCondition> Conditions,
    IReadOnlyList<CustomsDatum> Data, IReadOnlyList<CustomsChargeKind> Charges, string Source, bool IsChecked)
{
    /// <summary>Whether it holds for a country on a day.</summary>
    public bool Holds(string country, DateOnly day) =>
        From <= day && day <= To && (Destination == "*" || Destination == country || (Destination == "EU" && CustomsUnion.Has(country)));
}
