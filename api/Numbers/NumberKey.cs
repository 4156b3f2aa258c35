namespace Shipments.Api.Numbers;

/// <summary>A tenant's tracking number.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Number">The normalised number.</param>
internal readonly record struct NumberKey(string Tenant, string Number)
{
    /// <inheritdoc/>
    public override int GetHashCode() => (Tenant.GetHashCode(StringComparison.Ordinal) * 397) ^ Number.GetHashCode(StringComparison.Ordinal);
}
