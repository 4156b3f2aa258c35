namespace Shipments.Domain.Eta;

/// <summary>What windows from one slot of a lane are made with. Immutable and thread-safe.</summary>
/// <param name="Curve">The spread of the time to the attempt.</param>
/// <param name="Weekdays">The same of those that began on each weekday, from Monday as 0; empty where weekdays are not told apart.</param>
/// <param name="Shares">The shares to take P50, P80 and P95 at.</param>
/// <param name="Level">Whose past the curve mostly rests on.</param>
/// <param name="Observations">How many attempts were seen there.</param>
internal sealed record SlotForecast(HazardCurve Curve, HazardCurve[] Weekdays, double[] Shares, EtaLevel Level, int Observations)
{
    /// <summary>The curve of a parcel.</summary>
    /// <param name="weekday">On which it began, from Monday as 0.</param>
    public HazardCurve Of(int weekday) => Weekdays.Length == 0 ? Curve : Weekdays[weekday];
}
