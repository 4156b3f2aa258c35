using Shipments.Journal.V1;
using static Shipments.Domain.Carriers.Upu.EmsevtColumns;

namespace Shipments.Domain.Carriers.Upu;

/// <summary>
/// Reads one event. Reason and action are kept as they stand, of whatever list. An event EME without a reason is kept without one: to the post such a hold does
/// not stop the clock of its delivery time, so whoever reckons that must look for the reason.
/// </summary>
internal static class EmsevtScanReader
{
    // Posting: nothing of the item's own day comes before it.
    private const string Posting = "EMA";

    public static PayloadScan Read(string path, EmsevtColumns columns, IReadOnlyList<string> cells)
    {
        string code = columns.Of(cells, Field.Event).ToUpperInvariant();
        if (code.Length == 0)
            return Refused(path + ".event", "", "The line has no event code.");
        foreach (Field field in (ReadOnlySpan<Field>)[Field.Event, Field.Reason, Field.Action])
        {
            string text = columns.Of(cells, field);
            if (text.Length > PayloadLimits.CodeCharactersMax)
                return Refused($"{path}.{field.ToString().ToLowerInvariant()}", text, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        }

        PlaceRecord? place = Place(columns.Of(cells, Field.Office));
        string raw = columns.Of(cells, Field.Time);
        if (EmsevtTimes.Read(raw, place?.Office ?? "", place?.Country ?? "", code == Posting) is not { } time)
            return Refused(path + ".time", raw, "The line has no readable time.");
        return new PayloadScan(
            new ScanFact
            {
                Carrier = EmsevtAdapter.CarrierName,
                Code = code,
                Text = PayloadText.CutVisibly(columns.Of(cells, Field.Text), PayloadLimits.TextCharactersMax),
                Time = time,
                Place = place,
                ReasonCode = columns.Of(cells, Field.Reason),
                ActionCode = columns.Of(cells, Field.Action),
            },
            null);
    }

    // An office of delivery may have a code of its own post, which tells no country.
    private static PlaceRecord? Place(string text)
    {
        if (text.Length == 0)
            return null;
        return ImpcOffice.TryRead(text, out string office, out string country)
            ? new PlaceRecord { Office = office, Country = country }
            : new PlaceRecord { Office = PayloadText.CutVisibly(text, PayloadLimits.PlaceCharactersMax) };
    }

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
