namespace Shipments.Domain.Choice.Data;

/// <summary>What an operator's files say of a lane; what they do not say is null.</summary>
/// <param name="Tariff">What it costs.</param>
/// <param name="CutOffs">Until when it takes parcels.</param>
/// <param name="ParcelsPerDay">What it takes in a day.</param>
/// <param name="Promise">The working days that its carrier publishes, at least and at most.</param>
/// <param name="CustomsStoppedShare">The share of parcels that the customs stop.</param>
public sealed record LaneTerms(Tariff? Tariff, CutOffs? CutOffs, int? ParcelsPerDay, (int From, int To)? Promise, double? CustomsStoppedShare)
{
    /// <summary>Nothing is said.</summary>
    public static LaneTerms None { get; } = new(null, null, null, null, null);
}
