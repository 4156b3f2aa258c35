namespace Shipments.Domain.Eta;

/// <summary>
/// Makes a lane's forecast of its own counts and its parents', age by age: n parcels of its own weigh n / (n + k). Those that began on a weekday
/// lean on those of all weekdays likewise.
/// </summary>
internal static class ForecastMaker
{
    /// <param name="own">The lane's counts; empty for one that is not known.</param>
    /// <param name="parents">The sums it leans on.</param>
    /// <param name="lane">Its name, or that of a parent: it leans on those whose names it has in itself.</param>
    public static LaneForecast Make(EtaCounts own, ForecastParents parents, string lane)
    {
        Basis basis = new(own, parents.Corridor(lane), parents.Service(lane), parents.Tenant);
        SlotForecast?[] slots = new SlotForecast?[EtaSlots.Count];
        for (int slot = 0; slot < slots.Length; slot++)
            slots[slot] = Make(slot, basis);
        return new LaneForecast(slots);
    }

    private static SlotForecast? Make(int slot, in Basis basis)
    {
        (EtaLevel level, EtaCounts seen) = Level(slot, basis);
        if (level == EtaLevel.None)
            return null;
        double[] corrected = new double[3];
        int first = (int)EtaSlots.PointOf(slot) * EtaCounts.Bands;
        ShareCorrection.Write(basis.Own.Windows.AsSpan(first, EtaCounts.Bands), basis.Tenant.Windows.AsSpan(first, EtaCounts.Bands), corrected);

        double[] shares = new double[EtaBuckets.Count];
        int last = Shares(slot, basis, shares);
        HazardCurve curve = new(shares, last);
        return new SlotForecast(curve, Weekdays(slot, basis.Own, shares, curve, last), corrected, level, seen.Observations[slot]);
    }

    // Of those who wait at the begin of each bucket, the share that is tried within it; and the last bucket in which anybody was.
    private static int Shares(int slot, in Basis basis, double[] shares)
    {
        int last = 0;
        for (int bucket = 0; bucket < shares.Length; bucket++)
        {
            Evidence all = Evidence.At(basis.Tenant.Seen(slot), bucket);
            Evidence above = Evidence.At(basis.Corridor.Seen(slot), bucket).AtMost(EtaTuning.ParentParcelsMax)
                + Evidence.At(basis.Service.Seen(slot), bucket).AtMost(EtaTuning.ParentParcelsMax);
            double expected = above.Share(all.Share(EtaTuning.UnknownShare, EtaTuning.TenantPriorParcels), EtaTuning.ParentPriorParcels);
            shares[bucket] = Evidence.At(basis.Own.Seen(slot), bucket).Share(expected, EtaTuning.LanePriorParcels);
            if (all.Tried > 1e-3)
                last = bucket;
        }

        return last;
    }

    private static HazardCurve[] Weekdays(int slot, EtaCounts own, double[] expected, HazardCurve ofAll, int last)
    {
        if (slot >= EtaSlots.WeekdaySlots)
            return [];
        HazardCurve[] curves = new HazardCurve[EtaCounts.Weekdays];
        double[] shares = new double[EtaBuckets.Count];
        for (int weekday = 0; weekday < curves.Length; weekday++)
        {
            curves[weekday] = ofAll;
            if (own.Seen(slot, weekday) is not { } seen)
                continue;
            for (int bucket = 0; bucket < shares.Length; bucket++)
                shares[bucket] = Evidence.At(seen, bucket).Share(expected[bucket], EtaTuning.WeekdayPriorParcels);
            curves[weekday] = new HazardCurve(shares, last);
        }

        return curves;
    }

    private static (EtaLevel Level, EtaCounts Seen) Level(int slot, in Basis basis)
    {
        if (IsEnough(slot, basis.Own))
            return (EtaLevel.Lane, basis.Own);
        bool isCorridor = basis.Corridor.Observations[slot] >= basis.Service.Observations[slot];
        EtaCounts parent = isCorridor ? basis.Corridor : basis.Service;
        if (IsEnough(slot, parent))
            return (isCorridor ? EtaLevel.Corridor : EtaLevel.Service, parent);
        return (IsEnough(slot, basis.Tenant) ? EtaLevel.Tenant : EtaLevel.None, basis.Tenant);
    }

    private static bool IsEnough(int slot, EtaCounts seen) => seen.Settled[slot] && seen.Observations[slot] >= EtaTuning.ObservationsMin;

    private readonly record struct Basis(EtaCounts Own, EtaCounts Corridor, EtaCounts Service, EtaCounts Tenant);
}
