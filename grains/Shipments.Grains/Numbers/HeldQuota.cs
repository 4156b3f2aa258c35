using System.Collections.Concurrent;

namespace Shipments.Grains.Numbers;

/// <summary>
/// The bound on numbers that hold scans or names nobody has claimed, per tenant. It counts rows already written, read anew every few seconds, so a
/// burst may pass it by what arrives in between; the bound of each number is exact. Thread-safe.
/// </summary>
internal sealed class HeldQuota
{
    /// <summary>So many numbers of one tenant may hold scans.</summary>
    public const int NumbersPerTenantMax = 1_000_000;

    /// <summary>So many tenants are counted; of others only each number's own bound holds until one of these falls silent.</summary>
    public const int TenantsMax = 10_000;

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    // Tenants and those about to be added. The dictionary's own count takes all its locks, which a tenant past the bound would do with each question.
    private int _places;

    /// <summary>The tenants asked for since their count was last dropped.</summary>
    public IEnumerable<string> Tenants => _counts.Keys;

    /// <summary>How many more scans a tenant may have held.</summary>
    public int RoomOf(string tenant)
    {
        if (_counts.TryGetValue(tenant, out int count))
            return Math.Max(0, NumbersPerTenantMax - count);
        if (Volatile.Read(ref _places) < TenantsMax)
            Add(tenant, 0);
        return NumbersPerTenantMax;
    }

    /// <summary>Takes a fresh count; a tenant with none is forgotten until it is asked for again.</summary>
    public void Set(string tenant, int count)
    {
        if (count != 0 && !TryUpdate(tenant, count))
            Add(tenant, count);
        else if (count == 0 && _counts.TryRemove(tenant, out _))
            Interlocked.Decrement(ref _places);
    }

    private bool TryUpdate(string tenant, int count)
    {
        while (_counts.TryGetValue(tenant, out int known))
        {
            if (_counts.TryUpdate(tenant, count, known))
                return true;
        }

        return false;
    }

    private void Add(string tenant, int count)
    {
        if (Interlocked.Increment(ref _places) > TenantsMax || !_counts.TryAdd(tenant, count))
            Interlocked.Decrement(ref _places);
    }
}
