using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>
/// Seeded random sets of scans, made to collide: few minutes, few carriers, several copies of one scan, corrections of scans that come later or
/// never, in circles too. Receipts differ, so that no two say a window in the same moment.
/// </summary>
internal sealed class RandomScans(int seed)
{
    private static readonly string[] Codes =
    [
        "InfoReceived", "PickedUp", "PickedUp+delayed", "ExportCustoms+customs=Held+held+reason=CustomsHold", "ExportCustoms+customs=Released",
        "Departed", "LineHaul", "Arrived", "ImportCustoms+customs=Assessing", "ImportCustoms+milestone=ImportCustomsReleased+inferred",
        "ImportCustoms+milestone=ImportCustomsReleased", "LastMile", "OutForDelivery", "AttemptFailed+reason=RecipientAbsent+action+by=Recipient",
        "AttemptFailed+return+reason=Refused", "AvailableForPickup", "Delivered", "Delivered", "Delivered+inferred", "Returning+return", "Returned",
        "Exception+reason=Missent+leg=LineHaul", "Lost", "Destroyed", "Cancelled", "Expired", "?X1", "?X2", "+reason=PaymentDue+action", "+held",
        "+customs=PaymentDue+delayed",
    ];

    private readonly Random _random = new(seed);
    private int _receipts;

    public int Next(int below) => _random.Next(below);

    public void Shuffle<T>(T[] items) => _random.Shuffle(items);

    /// <summary>Copies of up to <paramref name="idsMax"/> scans.</summary>
    public ScanFact[] Make(int idsMax)
    {
        List<ScanFact> copies = [];
        int ids = 1 + Next(idsMax);
        for (int id = 1; id <= ids; id++)
        {
            ScanFact first = One((ulong)id, ids);
            copies.Add(first);
            while (Next(4) == 0)
                copies.Add(Copy(first));
        }

        return [.. copies];
    }

    public ScanFact One(ulong id, int ids)
    {
        double minutes = Next(3) == 0 ? Next(12) : Next(400);
        ScanFact fact = A.Scan(Codes[Next(Codes.Length)], minutes + (Next(4) / 4.0), Next(2) == 0 ? "usps" : "cainiao");
        fact.Id = id;
        if (Next(12) == 0)
            fact.Time = EventTimes.FromUnknownZone(A.At(minutes).UtcDateTime, "");
        fact.Sequence = Next(3) == 0 ? Next(3) : 0;
        fact.Inferred = Next(10) == 0;
        fact.UntrackedService = Next(40) == 0;
        if (Next(2) == 0)
            fact.Place = new PlaceRecord { Country = Next(3) == 0 ? "US" : "CN" };
        if (Next(7) == 0)
        {
            fact.Corrects = (ulong)(1 + Next(ids + 2));
            fact.Void = Next(2) == 0;
        }

        Receive(fact);
        return fact;
    }

    /// <summary>The same scan once more: as it was, or told with more or other words.</summary>
    public ScanFact Copy(ScanFact fact)
    {
        ScanFact copy = fact.Clone();
        copy.CarrierEta = null;
        if (Next(2) == 0)
            copy.Text = "text " + Next(3);
        if (Next(3) == 0)
            copy.Place = new PlaceRecord { City = "city " + Next(3), Country = Next(2) == 0 ? "" : "CN" };
        if (Next(4) == 0)
            copy.Time = EventTimes.FromLocal(A.At(Next(400)).UtcDateTime, TimeSpan.Zero, (ZoneSource)(1 + Next(3)), "raw");
        if (Next(6) == 0)
            copy.Inferred = !copy.Inferred;
        Receive(copy);
        return copy;
    }

    private void Receive(ScanFact fact)
    {
        fact.ReceivedMs = A.Ms(500) + _receipts++;
        if (Next(4) == 0)
            fact.CarrierEta = new WindowRecord { FromMs = A.Ms(1_000), ToMs = A.Ms(2_000) + fact.ReceivedMs, Source = fact.Carrier };
    }
}
