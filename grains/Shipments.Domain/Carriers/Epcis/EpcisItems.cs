using Shipments.Domain.Epcis;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>Sorts the scans of a payload's events by the number they came under, in the order in which the numbers first appear.</summary>
internal sealed class EpcisItems(long receivedMs)
{
    private readonly List<(string Number, List<PayloadScan> Scans)> _items = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>How many objects were named.</summary>
    public int Count => _items.Count;

    /// <summary>How many scans there are, unreadable ones included.</summary>
    public int EventCount { get; private set; }

    /// <summary>Reads one event. One with more objects than a payload may name is not built.</summary>
    public void Add(EpcisEvent @event)
    {
        EpcisEventReader reader = new(@event);
        if (reader.Objects.Count == 0)
        {
            Add("", new PayloadScan(null, reader.Fault ?? PayloadFault.At(@event.Path, "", "The event names no single object.")));
            return;
        }

        if (EventCount + reader.Objects.Count > PayloadLimits.EventsMax)
        {
            EventCount += reader.Objects.Count;
            return;
        }

        foreach (EpcisObject named in reader.Objects)
        {
            PayloadScan scan = reader.Read(named);
            if (scan.Fact is { } fact)
                fact.ReceivedMs = receivedMs;
            Add(scan.Fact?.Number ?? "", scan);
        }
    }

    /// <summary>The shipments, with all their scans' ids and order.</summary>
    public IReadOnlyList<PayloadItem> Finish()
    {
        foreach ((_, List<PayloadScan> scans) in _items)
        {
            // A document has no order of its own: newest first, and of one time the later in the document is the newer.
            ScanOrder.Finish([.. scans.AsEnumerable().Reverse().OrderByDescending(scan => scan.Fact?.Time.UtcMs ?? 0)], null);
            TakeBackShipping([.. scans.Select(scan => scan.Fact).OfType<ScanFact>()]);
        }

        return [.. _items.Select(item => new PayloadItem(item.Number, [], item.Scans, false, null))];
    }

    // A voided shipping names no event: it means the last one before it, where the payload has that.
    private static void TakeBackShipping(List<ScanFact> facts)
    {
        foreach (ScanFact taker in facts.Where(fact => fact.Corrects == 0 && Step(fact) == "void_shipping"))
        {
            ScanFact? taken = facts.Where(fact => Step(fact) is "shipping" or "departing" && fact.Time.UtcMs <= taker.Time.UtcMs)
                .MaxBy(fact => fact.Time.UtcMs);
            if (taken is null)
                continue;
            taker.Corrects = taken.Id;
            taker.Void = true;
        }
    }

    private static string Step(ScanFact fact) => fact.Carrier == EpcisAdapter.CarrierName ? fact.Code.Split('/')[0] : "";

    private void Add(string number, PayloadScan scan)
    {
        EventCount++;
        if (!_places.TryGetValue(number, out int place))
        {
            _places[number] = place = _items.Count;
            _items.Add((number, []));
        }

        _items[place].Scans.Add(scan);
    }
}
