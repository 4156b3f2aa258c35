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
    private static readonly CainiaoDetailAdapter Cainiao = new(Vocabularies.Default.Carriers[CainiaoDetailAdapter.CarrierName]);
    private static readonly UspsV3Adapter Usps = new();
    private static readonly FourPxTracksAdapter FourPx = new();
    private static readonly YunExpressTracksAdapter YunExpress = new();
    private static readonly AliExpressDetailAdapter AliExpress = new();
    private static readonly AfterShipTrackingAdapter AfterShip = new(Vocabularies.Default.Carriers[AfterShipTrackingAdapter.CarrierName]);
    private static readonly SeventeenTrackPushAdapter SeventeenTrack = new(Vocabularies.Default.Carriers[SeventeenTrackPushAdapter.CarrierName]);
    private static readonly UspsXmlAdapter UspsXml = new();
    private static readonly CorreosAdapter Correos = new();
    private static readonly SingPostAdapter SingPost = new();
    private static readonly EmsevtAdapter Emsevt = new();
    private static readonly EpcisAdapter Epcis = new();

    /// <summary>
    /// By format: "cainiao-detail-json", "usps-v3-json", "usps-webtools-xml", "correos-localizador-json", "singpost-track-json",
    /// "upu-emsevt-lines", "4px-tracks-json", "yunexpress-tracks-json", "aliexpress-ld-json", "aftership-tracking-json",
    /// "17track-push-json" and "epcis-json-ld".
    /// </summary>
    public static IReadOnlyDictionary<string, ICarrierAdapter> Default { get; } = new ICarrierAdapter[]
    {
        Cainiao, Usps, UspsXml, Correos, SingPost, Emsevt, FourPx, YunExpress, AliExpress, AfterShip, SeventeenTrack, Epcis,
    }.ToFrozenDictionary(adapter => adapter.Format, StringComparer.Ordinal);

    /// <summary>
    /// Tells the format from the names at the top of a payload, without reading the rest. Null when it is none of ours, or too large. That
    /// it is told does not mean that it is whole.
    /// </summary>
    /// <param name="payload">The bytes as received.</param>
    public static ICarrierAdapter? Detect(ReadOnlyMemory<byte> payload) => PayloadShape.Of(payload) switch
    {
        PayloadShape.Kind.Cainiao => Cainiao,
        PayloadShape.Kind.Usps => Usps,
        PayloadShape.Kind.FourPx => FourPx,
        PayloadShape.Kind.YunExpress => YunExpress,
        PayloadShape.Kind.AliExpress => AliExpress,
        PayloadShape.Kind.AfterShip => AfterShip,
        PayloadShape.Kind.SeventeenTrack => SeventeenTrack,
        PayloadShape.Kind.UspsXml => UspsXml,
        PayloadShape.Kind.Correos => Correos,
        PayloadShape.Kind.SingPost => SingPost,
        PayloadShape.Kind.Emsevt => Emsevt,
        PayloadShape.Kind.Epcis => Epcis,
        PayloadShape.Kind.Unknown => null,
    };
}
