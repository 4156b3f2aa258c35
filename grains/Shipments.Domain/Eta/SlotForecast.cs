namespace Shipments.Domain.Eta;

/// <summary>What windows from one slot of a lane are made with.</summary>
/// <param name="Curve">The spread of the time to the attempt.</param>
/// <param name="Shares">The shares to take P50, P80 and P95 at.</param>
/// <param name="Level">Whose past the curve mostly rests on.</param>
/// <param name="Observations">How many attempts were seen there.</param>
internal sealed record SlotForecast(HazardCurve Curve, double[] Shares, EtaLevel Level, int Observations);
