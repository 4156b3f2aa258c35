using System.Collections.Concurrent;
using Shipments.Domain.Carriers;
using Shipments.Journal.V1;

namespace Shipments.Api.Carriers;

/// <summary>The unknown codes of each tenant, apart: an example text is the text of a scan, and no other tenant's to read. Thread-safe.</summary>
internal sealed class TenantUnmappedCodes
{
    private readonly ConcurrentDictionary<string, UnmappedCodes> _tenants = new(StringComparer.Ordinal);

    /// <summary>Counts the code of a scan that no vocabulary knew.</summary>
    internal void Count(string tenant, ScanFact fact) => Of(tenant).Count(fact.Carrier, fact.Code, fact.Text);

    /// <summary>The codes of a tenant. Tenants come from credentials, so there are no more of them than keys.</summary>
    internal UnmappedCodes Of(string tenant) => _tenants.GetOrAdd(tenant, static _ => new UnmappedCodes());
}
