namespace Shipments.Domain.Carriers;

/// <summary>The adapters of this build.</summary>
public static class CarrierAdapters
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICarrierAdapter> Default { get; } = [];
}
