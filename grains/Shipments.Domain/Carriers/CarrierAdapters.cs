using System.Collections.Frozen;
using Shipments.Domain.Carriers.AfterShip;
using Shipments.Domain.Carriers.AliExpress;
using Shipments.Domain.Carriers.Cainiao;
using Shipments.Domain.Carriers.Correos;
using Shipments.Domain.Carriers.Epcis;
using Shipments.Domain.Carriers.FourPx;
using Shipments.Domain.Carriers.SeventeenTrack;
using Shipments.Domain.Carriers.SingPost;
using Shipments.Domain.Carriers.Upu;
using Shipments.Domain.Carriers.Usps;
using Shipments.Domain.Carriers.UspsXml;
using Shipments.Domain.Carriers.YunExpress;

namespace Shipments.Domain.Carriers;

/// <summary>The adapters there are.</summary>
public static class CarrierAdapters
{
    /// <summary>
    /// By format, with the vocabularies that the program carries: "cainiao-detail-json", "usps-v3-json", "usps-webtools-xml",
    /// "correos-localizador-json", "singpost-track-json", "upu-emsevt-lines", "4px-tracks-json", "yunexpress-tracks-json",
    /// "aliexpress-ld-json", "aftership-tracking-json", "17track-push-json" and "epcis-json-ld".
    /// </summary>
    public static IReadOnlyDictionary<string, ICarrierAdapter> Default { get; } = With(new LiveVocabularies());

    /// <summary>The same adapters with vocabularies that may be loaded anew while they work.</summary>
    /// <param name="vocabularies">The vocabularies.</param>
    public static IReadOnlyDictionary<string, ICarrierAdapter> With(LiveVocabularies vocabularies) => new ICarrierAdapter[]
    {
        new CainiaoDetailAdapter(vocabularies), new UspsV3Adapter(), new UspsXmlAdapter(), new CorreosAdapter(), new SingPostAdapter(), new EmsevtAdapter(),
        new FourPxTracksAdapter(), new YunExpressTracksAdapter(), new AliExpressDetailAdapter(), new AfterShipTrackingAdapter(vocabularies),
        new SeventeenTrackPushAdapter(vocabularies), new EpcisAdapter(),
    }.ToFrozenDictionary(adapter => adapter.Format, StringComparer.Ordinal);

    /// <summary>
    /// Tells the format from the names at the top of a payload, without reading the rest. Null when it is none of ours, or too large. That
    /// it is told does not mean that it is whole.
    /// </summary>
    /// <param name="payload">The bytes as received.</param>
    public static ICarrierAdapter? Detect(ReadOnlyMemory<byte> payload) => PayloadShape.Of(payload) switch
    {
        PayloadShape.Kind.Cainiao => Default["cainiao-detail-json"],
        PayloadShape.Kind.Usps => Default["usps-v3-json"],
        PayloadShape.Kind.FourPx => Default["4px-tracks-json"],
        PayloadShape.Kind.YunExpress => Default["yunexpress-tracks-json"],
        PayloadShape.Kind.AliExpress => Default["aliexpress-ld-json"],
        PayloadShape.Kind.AfterShip => Default["aftership-tracking-json"],
        PayloadShape.Kind.SeventeenTrack => Default["17track-push-json"],
        PayloadShape.Kind.UspsXml => Default["usps-webtools-xml"],
        PayloadShape.Kind.Correos => Default["correos-localizador-json"],
        PayloadShape.Kind.SingPost => Default["singpost-track-json"],
        PayloadShape.Kind.Emsevt => Default["upu-emsevt-lines"],
        PayloadShape.Kind.Epcis => Default["epcis-json-ld"],
        PayloadShape.Kind.Unknown => null,
    };
}
