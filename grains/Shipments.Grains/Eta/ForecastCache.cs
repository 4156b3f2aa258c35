using System.Collections.Concurrent;
using System.Threading.Channels;
using Shipments.Domain.Eta;

namespace Shipments.Grains.Eta;

/// <summary>
/// The forecasts this silo works with, by tenant, as they were last read. Who asks for a tenant gets what is there, at once, and nothing the
/// first time. Thread-safe.
/// </summary>
internal sealed class ForecastCache(TimeProvider time)
{
    /// <summary>Tenants at one time: 10,000. For further ones nothing is said.</summary>
    public const int TenantsMax = 10_000;

    /// <summary>A tenant that nobody asked for so long is forgotten.</summary>
    public static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, TenantForecasts> _tenants = new(StringComparer.Ordinal);
    private readonly Channel<string> _new = Channel.CreateBounded<string>(
        new BoundedChannelOptions(TenantsMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Tenants and those about to be added. The dictionary's own count takes all its locks, which a tenant past the bound would do with each question.
    private int _places;

    /// <summary>Tenants asked for the first time.</summary>
    public ChannelReader<string> New => _new.Reader;

    /// <summary>The tenants asked for.</summary>
    public IEnumerable<TenantForecasts> Tenants => _tenants.Values;

    /// <summary>A tenant's forecasts.</summary>
    public ForecastTable Of(ReadOnlySpan<char> tenant)
    {
        if (_tenants.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(tenant, out TenantForecasts? known))
        {
            known.AskedAt = time.GetTimestamp();
            return known.Table;
        }

        if (Volatile.Read(ref _places) < TenantsMax)
            Begin(tenant.ToString());
        return ForecastTable.Empty;
    }

    /// <summary>What is known of a tenant; null when nobody asked for it.</summary>
    public TenantForecasts? Find(string tenant) => _tenants.GetValueOrDefault(tenant);

    /// <summary>Forgets the tenants that nobody asks for.</summary>
    public void Forget()
    {
        foreach ((string tenant, TenantForecasts forecasts) in _tenants)
        {
            if (time.GetElapsedTime(forecasts.AskedAt) > ForgetAfter && _tenants.TryRemove(tenant, out _))
                Interlocked.Decrement(ref _places);
        }
    }

    private void Begin(string tenant)
    {
        if (Interlocked.Increment(ref _places) <= TenantsMax && _tenants.TryAdd(tenant, new TenantForecasts(tenant) { AskedAt = time.GetTimestamp() }))
            _new.Writer.TryWrite(tenant);
        else
            Interlocked.Decrement(ref _places);
    }
}
