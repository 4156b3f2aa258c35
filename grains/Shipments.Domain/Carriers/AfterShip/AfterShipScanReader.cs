using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.AfterShip;

/// <summary>Reads one checkpoint: its sub-tag, or its tag where it has none, is the code.</summary>
/// <param name="relayed">Gives codes their side of the border, and scans their source.</param>
/// <param name="slug">The tracking's carrier, for checkpoints that name none.</param>
/// <param name="origin">ISO code of the country the parcel comes from; empty when unknown.</param>
/// <param name="destination">ISO code of the country it goes to; empty when unknown.</param>
internal sealed class AfterShipScanReader(RelayedScans relayed, string slug, string origin, string destination)
{
    /// <summary>The stated offset is none that the place's clocks show.</summary>
    public const string ForeignOffset = "aftership-foreign-offset";

    public PayloadScan Read(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The checkpoint is no object.");

        string subtag = PayloadJson.Text(element, "subtag");
        string code = subtag.Length > 0 ? subtag : PayloadJson.Text(element, "tag");
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(path + ".subtag", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        string message = PayloadJson.Text(element, "message");
        string text = PayloadText.CutVisibly(message.Length > 0 ? message : PayloadJson.Text(element, "subtag_message"), PayloadLimits.TextCharactersMax);
        if (code.Length == 0 && text.Length == 0)
            return Refused(path, "", "The checkpoint has neither a tag nor a message.");

        PlaceRecord? place = AfterShipPlaces.Place(element);
        string country = place?.Country ?? "";
        string written = PayloadJson.Text(element, "checkpoint_time");
        if (PlaceTimes.Read(written, null, country, ForeignOffset) is not { } time)
            return Refused(path + ".checkpoint_time", written, "The checkpoint has no readable time.");
        string source = PayloadJson.Text(element, "slug");
        return new PayloadScan(
            new ScanFact
            {
                Carrier = AfterShipTrackingAdapter.CarrierName,
                Code = relayed.Placed(code, country, origin, destination),
                Text = text,
                Time = time,
                Place = place,
                SourceId = relayed.SourceId(source.Length > 0 ? source : slug, code, text, time),
            },
            null);
    }

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
