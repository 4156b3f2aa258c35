using System.Collections.Frozen;
using Shipments.Domain.Carriers.Cainiao;
using Shipments.Domain.Carriers.Usps;

namespace Shipments.Domain.Carriers;

/// <summary>The adapters there are.</summary>
public static class CarrierAdapters
{
    private static readonly CainiaoDetailAdapter Cainiao = new(Vocabularies.Default.Carriers[CainiaoDetailAdapter.CarrierName]);
    private static readonly UspsV3Adapter Usps = new();

    /// <summary>By format: "cainiao-detail-json" and "usps-v3-json".</summary>
    public static IReadOnlyDictionary<string, ICarrierAdapter> Default { get; } =
        new ICarrierAdapter[] { Cainiao, Usps }.ToFrozenDictionary(adapter => adapter.Format, StringComparer.Ordinal);

    /// <summary>
    /// Tells the format from the names at the top of a payload, without reading the rest. Null when it is none of ours, too large or no JSON. That
    /// it is told does not mean that it is whole.
    /// </summary>
    /// <param name="payload">The bytes as received.</param>
    public static ICarrierAdapter? Detect(ReadOnlyMemory<byte> payload) => PayloadShape.Of(payload) switch
    {
        PayloadShape.Kind.Cainiao => Cainiao,
        PayloadShape.Kind.Usps => Usps,
        PayloadShape.Kind.Unknown => null,
    };
}
