namespace Shipments.Domain.Eta;

/// <summary>Makes a lane's forecast of its own counts and its parents', age by age: n parcels of its own weigh n / (n + k).</summary>
internal static class ForecastMaker
{
    /// <param name="own">The lane's counts; empty for one that is not known.</param>
    /// <param name="parents">The sums it leans on.</param>
    /// <param name="lane">Its name, or that of a parent: it leans on those whose names it has in itself.</param>
    public static LaneForecast Make(EtaCounts own, ForecastParents parents, string lane)
    {
        EtaCounts corridor = parents.Corridor(lane);
        EtaCounts service = parents.Service(lane);
        SlotForecast?[] slots = new SlotForecast?[EtaSlots.Count];
        for (int slot = 0; slot < slots.Length; slot++)
            slots[slot] = Make(slot, own, corridor, service, parents.Tenant);
        return new LaneForecast(slots, Weekdays(own, corridor, parents.Tenant));
    }

    private static SlotForecast? Make(int slot, EtaCounts own, EtaCounts corridor, EtaCounts service, EtaCounts tenant)
    {
        (EtaLevel level, EtaCounts basis) = Level(slot, own, corridor, service, tenant);
        if (level == EtaLevel.None)
            return null;
        double[] shares = new double[3];
        int first = (int)EtaSlots.PointOf(slot) * EtaCounts.Bands;
        ShareCorrection.Write(own.Windows.AsSpan(first, EtaCounts.Bands), tenant.Windows.AsSpan(first, EtaCounts.Bands), shares);
        return new SlotForecast(Curve(slot, own, corridor, service, tenant), shares, level, basis.Observations[slot]);
    }

    private static HazardCurve Curve(int slot, EtaCounts own, EtaCounts corridor, EtaCounts service, EtaCounts tenant)
    {
        Span<double> shares = stackalloc double[EtaBuckets.Count];
        int last = 0;
        for (int bucket = 0; bucket < shares.Length; bucket++)
        {
            Evidence all = Evidence.At(tenant, slot, bucket);
            Evidence above = Evidence.At(corridor, slot, bucket).AtMost(EtaTuning.ParentParcelsMax)
                + Evidence.At(service, slot, bucket).AtMost(EtaTuning.ParentParcelsMax);
            double expected = above.Share(all.Share(EtaTuning.UnknownShare, EtaTuning.TenantPriorParcels), EtaTuning.ParentPriorParcels);
            shares[bucket] = Evidence.At(own, slot, bucket).Share(expected, EtaTuning.LanePriorParcels);
            if (all.Tried > 1e-3)
                last = bucket;
        }

        return new HazardCurve(shares, last);
    }

    private static (EtaLevel Level, EtaCounts Basis) Level(int slot, EtaCounts own, EtaCounts corridor, EtaCounts service, EtaCounts tenant)
    {
        if (own.Observations[slot] >= EtaTuning.ObservationsMin)
            return (EtaLevel.Lane, own);
        (EtaLevel Level, EtaCounts Basis) parent = corridor.Observations[slot] >= service.Observations[slot]
            ? (EtaLevel.Corridor, corridor)
            : (EtaLevel.Service, service);
        if (parent.Basis.Observations[slot] >= EtaTuning.ObservationsMin)
            return parent;
        return tenant.Observations[slot] >= EtaTuning.ObservationsMin ? (EtaLevel.Tenant, tenant) : (EtaLevel.None, tenant);
    }

    private static float[] Weekdays(EtaCounts own, EtaCounts corridor, EtaCounts tenant)
    {
        float[] days = new float[7];
        days.AsSpan().Fill(1F / days.Length);
        Lean(days, tenant.Weekdays);
        Lean(days, corridor.Weekdays);
        Lean(days, own.Weekdays);
        for (int i = 0; i < days.Length; i++)
            days[i] *= days.Length;
        return days;
    }

    private static void Lean(float[] shares, float[] seen)
    {
        float all = seen.Sum() + (float)EtaTuning.WeekdayPrior;
        for (int i = 0; i < shares.Length; i++)
            shares[i] = (seen[i] + ((float)EtaTuning.WeekdayPrior * shares[i])) / all;
    }
}
