using System.Collections.Frozen;
using Shipments.Domain.Carriers.Cainiao;
using Shipments.Domain.Carriers.Correos;
using Shipments.Domain.Carriers.SingPost;
using Shipments.Domain.Carriers.Upu;
using Shipments.Domain.Carriers.Usps;
using Shipments.Domain.Carriers.UspsXml;

namespace Shipments.Domain.Carriers;

/// <summary>The adapters there are.</summary>
public static class CarrierAdapters
{
    private static readonly CainiaoDetailAdapter Cainiao = new(Vocabularies.Default.Carriers[CainiaoDetailAdapter.CarrierName]);
    private static readonly UspsV3Adapter Usps = new();
    private static readonly UspsXmlAdapter UspsXml = new();
    private static readonly CorreosAdapter Correos = new();
    private static readonly SingPostAdapter SingPost = new();
    private static readonly EmsevtAdapter Emsevt = new();

    /// <summary>By format: "cainiao-detail-json", "usps-v3-json", "usps-webtools-xml", "correos-localizador-json", "singpost-track-json" and "upu-emsevt-lines".</summary>
    public static IReadOnlyDictionary<string, ICarrierAdapter> Default { get; } =
        new ICarrierAdapter[] { Cainiao, Usps, UspsXml, Correos, SingPost, Emsevt }.ToFrozenDictionary(adapter => adapter.Format, StringComparer.Ordinal);

    /// <summary>
    /// Tells the format from the names at the top of a payload, without reading the rest. Null when it is none of ours, or too large. That
    /// it is told does not mean that it is whole.
    /// </summary>
    /// <param name="payload">The bytes as received.</param>
    public static ICarrierAdapter? Detect(ReadOnlyMemory<byte> payload) => PayloadShape.Of(payload) switch
    {
        PayloadShape.Kind.Cainiao => Cainiao,
        PayloadShape.Kind.Usps => Usps,
        PayloadShape.Kind.UspsXml => UspsXml,
        PayloadShape.Kind.Correos => Correos,
        PayloadShape.Kind.SingPost => SingPost,
        PayloadShape.Kind.Emsevt => Emsevt,
        PayloadShape.Kind.Unknown => null,
    };
}
