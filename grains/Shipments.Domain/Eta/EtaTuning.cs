namespace Shipments.Domain.Eta;

/// <summary>The numbers that forecasts are made with. They were chosen on worlds of the judge's tuning seeds; <c>bench judge</c> says what they give.</summary>
internal static class EtaTuning
{
    /// <summary>What was seen so long ago counts half, in milliseconds: 14 days.</summary>
    public const double HalfLifeMs = 14 * DayMs;

    /// <summary>The same for hits and misses of windows: 21 days. They lag behind, since they wait for the attempt.</summary>
    public const double CoverageHalfLifeMs = 21 * DayMs;

    /// <summary>The last hours do not count for parcels that wait: what happened in them is not all reported yet.</summary>
    public const double ReportingLagMs = 12 * HourMs;

    /// <summary>A lane's own past weighs n / (n + 10) against that of its parents, n being its parcels of that age.</summary>
    public const double LanePriorParcels = 10;

    /// <summary>Corridor and service against the tenant.</summary>
    public const double ParentPriorParcels = 10;

    /// <summary>A parent counts for at most so many parcels, so that the larger one does not silence the other.</summary>
    public const double ParentParcelsMax = 100;

    /// <summary>The tenant against knowing nothing.</summary>
    public const double TenantPriorParcels = 1;

    /// <summary>Knowing nothing: of the parcels that reach a bucket of age, such a share is tried within it.</summary>
    public const double UnknownShare = 0.2;

    /// <summary>With fewer attempts on its level nothing is said: 20.</summary>
    public const double ObservationsMin = 20;

    /// <summary>A lane's own hits weigh n / (n + 150) against those of the tenant.</summary>
    public const double CoveragePrior = 150;

    /// <summary>The tenant's hits weigh n / (n + 100) against windows that are right.</summary>
    public const double CoverageTenantPrior = 100;

    /// <summary>A correction moves a share's odds by at most this factor's logarithm.</summary>
    public const double CorrectionMax = 1;

    /// <summary>
    /// The P80 is taken where 82 % of the first windows would hold. A window is said anew when its parcel is late, so those said later hold less often than the
    /// first ones, which are counted; and troubles that nobody foresees are to be in the 80 % too.
    /// </summary>
    public const double MostWanted = 0.82;

    /// <summary>Those that began on a weekday weigh n / (n + 10) against those of all weekdays, n being the parcels of that age.</summary>
    public const double WeekdayPriorParcels = 10;

    /// <summary>Nothing is said from a point until this share has been tried of those who reached it in the first weeks.</summary>
    public const double SettledShareMin = 0.9;

    private const double HourMs = 3_600_000;
    private const double DayMs = 24 * HourMs;
}
