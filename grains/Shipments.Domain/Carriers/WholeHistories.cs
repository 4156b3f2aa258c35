using System.Collections.Frozen;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>
/// Formats whose answer about a number lists all that its carrier knows, so that one can be compared with the next. EMSEVT lines and EPCIS events
/// are told one by one, and what one file leaves out another one has.
/// </summary>
public static class WholeHistories
{
    private static readonly FrozenSet<string> Formats = FrozenSet.Create(
        StringComparer.Ordinal,
        "cainiao-detail-json", "usps-v3-json", "usps-webtools-xml", "correos-localizador-json", "singpost-track-json", "4px-tracks-json",
        "yunexpress-tracks-json", "aliexpress-ld-json", "aftership-tracking-json", "17track-push-json");

    private static readonly FrozenSet<string> Relays = FrozenSet.Create(StringComparer.Ordinal, "aftership", "17track");

    /// <summary>
    /// The answers in one shipment of a payload, with the ids of the scans each lists; none when the format is not one of these, or a part of the
    /// shipment could not be read: then nobody knows what else it listed. What an aggregator relays is an answer of each carrier apart, since it
    /// may have asked one of them in vain.
    /// </summary>
    /// <param name="format">The payload's format.</param>
    /// <param name="item">The shipment; its scans have their ids.</param>
    /// <param name="number">Its number, normalised.</param>
    /// <param name="receivedMs">When it came.</param>
    public static IReadOnlyList<PollRecord> Of(string format, PayloadItem item, string number, long receivedMs)
    {
        if (!Formats.Contains(format) || item.Fault is not null || item.Scans.Count == 0 || item.Scans.Any(scan => scan.Fact is null))
            return [];
        List<PollRecord> polls = [];
        foreach (IGrouping<string, ScanFact> source in item.Scans.Select(scan => scan.Fact!).GroupBy(fact => SourceOf(format, fact), StringComparer.Ordinal))
        {
            PollRecord poll = new() { Source = source.Key, Number = number, ReceivedMs = receivedMs };
            poll.ScanIds.Add(source.Select(fact => fact.Id).Distinct());
            polls.Add(poll);
        }

        return polls;
    }

    // Two formats of one carrier list the same events in other words.
    private static string SourceOf(string format, ScanFact fact)
    {
        int end = Relays.Contains(fact.Carrier) ? fact.SourceId.IndexOf(':', StringComparison.Ordinal) : -1;
        return end < 0 ? format : $"{format}/{fact.SourceId[..end]}";
    }
}
