using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shipments.Domain.Carriers.Epcis;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Epcis.Export;

/// <summary>A parcel's history as an EPCIS 2.0 document.</summary>
/// <param name="Document">The document in JSON-LD.</param>
/// <param name="Events">How many events are in it.</param>
/// <param name="LeftOut">How many scans are not, since of them only code and time are kept.</param>
public sealed record EpcisExport(string Document, int Events, int LeftOut)
{
    private const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    // Texts in the letters they have: a document is for machines and people, not for the inside of a page.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes the history of a registered parcel: an event for each whole scan in the order of their times, each with the standard's hash as its
    /// id. A scan that was taken back or replaced has an error declaration. What EPCIS has no word for goes with it in fields of our own, so that
    /// capturing the document brings the same scans. The same state gives the same document.
    /// </summary>
    /// <param name="parcelId">The parcel's id.</param>
    /// <param name="state">Its committed state.</param>
    public static EpcisExport Of(string parcelId, ParcelState state)
    {
        ParcelStateRecord record = state.ReadRecord();
        IReadOnlyList<StoredScan> scans = state.ReadScans();
        string number = record.Numbers.Count > 0 ? record.Numbers[0].Number : "";
        List<(StoredScan Scan, JsonObject Event, string Id)> events = [];
        foreach (StoredScan scan in scans.Where(IsEvent))
        {
            JsonObject made = EpcisEventWriter.Of(scan, parcelId, scan.Fact.Number.Length > 0 ? scan.Fact.Number : number);
            events.Add((scan, made, IdOf(made)));
        }

        JsonArray list = [];
        foreach ((StoredScan scan, JsonObject made, string id) in events)
        {
            made["eventID"] = id;
            if (scan.Voided || scan.ReplacedBy != 0)
                made["errorDeclaration"] = Declaration(scan, scans, events.Find(other => other.Scan.Id == scan.ReplacedBy).Id);
            list.Add(made);
        }

        JsonObject document = new()
        {
            ["@context"] = new JsonArray(Context, Own()),
            ["type"] = "EPCISDocument",
            ["schemaVersion"] = "2.0",
            ["creationDate"] = EpcisEventWriter.Utc(record.UpdatedMs),
            ["epcisBody"] = new JsonObject { ["eventList"] = list },
        };
        return new EpcisExport(document.ToJsonString(Options), list.Count, scans.Count(scan => scan.Compacted));
    }

    // A scan that only says that another never was is that one's error declaration, and no event.
    private static bool IsEvent(StoredScan scan) => !scan.Compacted && !(scan.Fact.Void && Corrections.IsCorrection(scan));

    private static JsonObject Own() => new() { [EpcisEventWriter.Prefix] = EpcisOwnFields.Namespace };

    private static string IdOf(JsonObject made)
    {
        JsonObject alone = new() { ["@context"] = new JsonArray(Own()) };
        using JsonDocument holder = JsonDocument.Parse(alone.ToJsonString());
        using JsonDocument parsed = JsonDocument.Parse(made.ToJsonString());
        return EpcisEventHash.Of(parsed.RootElement, EpcisNamespaces.Default.With(holder.RootElement));
    }

    private static JsonObject Declaration(StoredScan scan, IReadOnlyList<StoredScan> scans, string? corrective)
    {
        long declaredMs = scans.Where(other => other.Fact.Corrects == scan.Id).Select(other => other.Fact.ReceivedMs).DefaultIfEmpty(scan.Fact.ReceivedMs).Max();
        JsonObject declaration = new()
        {
            ["declarationTime"] = EpcisEventWriter.Utc(declaredMs),
            ["reason"] = scan.Voided ? "did_not_occur" : "incorrect_data",
        };
        if (corrective is not null)
            declaration["correctiveEventIDs"] = new JsonArray(corrective);
        return declaration;
    }
}
