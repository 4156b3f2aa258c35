using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>Reads one item of a reply: its events, or what the post says in their place.</summary>
internal sealed class UspsXmlItemReader(TrackInfoXml info, DateTimeOffset receivedAt)
{
    // The post says it in words: for a number it has no scan of yet, and for one it never had.
    private static readonly string[] NotFoundTexts =
    [
        "status update is not yet available", "could not locate", "no record of", "may not yet be tracked", "is not available for your item",
    ];

    private static readonly string[] PromiseFields = ["ExpectedDeliveryDate", "PredictedDeliveryDate", "GuaranteedDeliveryDate"];

    public PayloadItem Read()
    {
        if (!TrackingNumbers.TryNormalise(info.Id, out string number, out string problem))
            return new PayloadItem("", [], [], false, PayloadFault.At(info.Path + ".ID", info.Id, info.Id.Length == 0 ? "The item has no number." : problem));

        List<TrackEventXml> events = [.. info.Events.Where(each => !SaysNotFound(each.Line))];
        bool notFound = events.Count == 0 && (info.Events.Count > 0 || info.Error is null || SaysNotFound(info.Error.GetValueOrDefault("Description", "")));
        LinkedNumbers linked = new(number);
        linked.AddSentence(info.Field("StatusSummary"), NumberRole.LastMile);
        List<PayloadScan> scans = new(events.Count);
        foreach (TrackEventXml element in events)
        {
            // The category speaks of the item as it is now, so only of its newest event, which comes first.
            PayloadScan scan = UspsXmlScanReader.Read(element, scans.Count == 0 ? Slug(info.Field("StatusCategory")) : "", receivedAt);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = receivedAt.ToUnixTimeMilliseconds();
                linked.AddSentence(fact.Text, NumberRole.LastMile);
            }

            scans.Add(scan);
        }

        ScanOrder.Finish(scans, Eta(out PayloadFault? fault));
        fault = info.Damage ?? (notFound || info.Error is null ? null : UspsXmlDocument.Answered(info.Path + ".Error", info.Error)) ?? fault ?? Overflow(linked);
        return new PayloadItem(number, linked.Found, scans, notFound && info.Damage is null, fault);
    }

    // Days of the place the item goes to.
    private WindowRecord? Eta(out PayloadFault? fault)
    {
        fault = null;
        foreach (string name in PromiseFields)
        {
            string text = info.Field(name);
            if (text.Length == 0)
                continue;
            if (UspsXmlTimes.TryDate(text, out DateTime date))
                return UspsXmlTimes.Promise(date, UspsZones.Of(info.Field("DestinationState"), info.Field("DestinationZip")));
            fault = PayloadFault.At($"{info.Path}.{name}", text, "The promised day cannot be read.");
        }

        return null;
    }

    private PayloadFault? Overflow(LinkedNumbers linked) => linked.Overflow.Length == 0 ? null : PayloadFault.At(
        info.Path, linked.Overflow, $"An item names at most {PayloadLimits.LinkedNumbersMax} further numbers.");

    private static bool SaysNotFound(string text) => NotFoundTexts.Any(each => text.Contains(each, StringComparison.OrdinalIgnoreCase));

    // "Delivery Attempt: Action Needed" as a code: DELIVERY_ATTEMPT_ACTION_NEEDED.
    private static string Slug(string category)
    {
        if (category.Length > PayloadLimits.CodeCharactersMax)
            return "";
        string raised = string.Concat(category.Select(each => char.IsAsciiLetterOrDigit(each) ? char.ToUpperInvariant(each) : '_'));
        return string.Join('_', raised.Split('_', StringSplitOptions.RemoveEmptyEntries));
    }
}
