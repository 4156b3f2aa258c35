namespace Shipments.Domain.Eta;

/// <summary>Parcels that waited at the begin of a bucket of age, and those of them that were tried within it.</summary>
internal readonly record struct Evidence(double Waiting, double Tried)
{
    public static Evidence At(LifeTable? seen, int bucket) => seen is null ? default : new Evidence(seen.Waiting[bucket], seen.Tried[bucket]);

    public static Evidence operator +(Evidence left, Evidence right) => new(left.Waiting + right.Waiting, left.Tried + right.Tried);

    /// <summary>The same share of no more parcels than that.</summary>
    public Evidence AtMost(double parcels) => Waiting <= parcels ? this : new Evidence(parcels, Tried * parcels / Waiting);

    /// <summary>The share that is tried, where so many parcels are as expected.</summary>
    public double Share(double expected, double weight) => (Tried + (weight * expected)) / (Waiting + weight);
}
