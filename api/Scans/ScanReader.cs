using System.Globalization;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>Checks a scan whole and turns it, once, into what the journal keeps of it.</summary>
internal static class ScanReader
{
    /// <summary>Reads a scan. With faults the fact is of no use.</summary>
    /// <param name="scan">The scan as sent.</param>
    /// <param name="receivedMs">When it was received, in milliseconds since 1970 UTC.</param>
    /// <param name="faults">Gathers what is wrong, under the item it was set to.</param>
    /// <param name="parcel">The id of the parcel it names; null when it came under a number.</param>
    internal static ScanFact Read(Scan scan, long receivedMs, FieldFaults faults, out string? parcel)
    {
        var fact = new ScanFact
        {
            Carrier = scan.Carrier,
            Code = scan.Code,
            Text = scan.Description,
            ReasonCode = scan.ReasonCode,
            ActionCode = scan.ActionCode,
            Sequence = scan.Sequence,
            ReceivedMs = receivedMs,
            SourceId = scan.SourceId,
            Void = scan.Void,
        };
        parcel = ReadSubject(scan, faults, fact);
        ReadCodes(scan, faults);
        if (ScanTimes.Read(scan, receivedMs, faults) is { } time)
            fact.Time = time;
        if (scan.Place is not null)
            fact.Place = ReadPlace(scan.Place, faults);
        if (scan.CarrierEta is not null)
            fact.CarrierEta = ReadWindow(scan, faults);
        if (faults.Count == 0)
            fact.Id = ScanIds.Of(fact);
        ReadCorrection(scan, faults, fact);
        return fact;
    }

    private static string? ReadSubject(Scan scan, FieldFaults faults, ScanFact fact)
    {
        switch (scan.SubjectCase)
        {
            case Scan.SubjectOneofCase.Parcel:
                ParcelNames.TryRead(faults, "parcel", scan.Parcel, out string id);
                return id;
            case Scan.SubjectOneofCase.TrackingNumber:
                fact.Number = NumberFields.Read(faults, "tracking_number", scan.TrackingNumber) ?? "";
                return null;
            default:
                faults.Add("tracking_number", "", "must be given, or parcel");
                return null;
        }
    }

    private static void ReadCodes(Scan scan, FieldFaults faults)
    {
        FieldRules.Line(faults, "source_id", scan.SourceId, ApiLimits.SourceIdCharsMax);
        FieldRules.Name(faults, "carrier", scan.Carrier, ApiLimits.CarrierCharsMax);
        FieldRules.Line(faults, "code", scan.Code, ApiLimits.CodeCharsMax);
        FieldRules.Lines(faults, "description", scan.Description, ApiLimits.DescriptionCharsMax);
        if (scan.Code.Length == 0 && scan.Description.Length == 0 && !scan.Void)
            faults.Add("code", "", "must be given, or description");
        FieldRules.Line(faults, "reason_code", scan.ReasonCode, ApiLimits.ReasonCharsMax);
        FieldRules.Line(faults, "action_code", scan.ActionCode, ApiLimits.ReasonCharsMax);
        if (scan.Sequence < 0)
            faults.Add("sequence", scan.Sequence.ToString(CultureInfo.InvariantCulture), "must not be negative");
    }

    private static void ReadCorrection(Scan scan, FieldFaults faults, ScanFact fact)
    {
        if (scan.Corrects.Length == 0)
        {
            if (scan.Void)
                faults.Add("void", "true", "needs corrects");
            return;
        }

        if (!FieldRules.Line(faults, "corrects", scan.Corrects, ApiLimits.SourceIdCharsMax))
            return;
        // A source id of just 16 hexadecimal digits reads as a scan id: the contract gives scan ids that form.
        fact.Corrects = ScanIds.TryParse(scan.Corrects, out ulong id) && id != 0 ? id : ScanIds.OfSource(scan.Carrier, scan.Corrects);
        if (fact.Corrects == fact.Id)
            faults.Add("corrects", scan.Corrects, "must not name the scan itself; leave source_id empty or give it a new one");
    }

    private static PlaceRecord ReadPlace(Place place, FieldFaults faults)
    {
        FieldRules.Line(faults, "place.office", place.Office, ApiLimits.PlaceCharsMax);
        FieldRules.Line(faults, "place.city", place.City, ApiLimits.PlaceCharsMax);
        FieldRules.Line(faults, "place.region", place.Region, ApiLimits.PlaceCharsMax);
        FieldRules.Line(faults, "place.postal_code", place.PostalCode, ApiLimits.PostalCodeCharsMax);
        FieldRules.Country(faults, "place.country", place.Country);
        return new PlaceRecord
        {
            Office = place.Office,
            City = place.City,
            Region = place.Region,
            PostalCode = place.PostalCode,
            Country = place.Country,
        };
    }

    private static WindowRecord ReadWindow(Scan scan, FieldFaults faults)
    {
        DeliveryWindow window = scan.CarrierEta;
        string source = window.Source.Length > 0 ? window.Source : scan.Carrier;
        if (window.Source.Length > 0)
            FieldRules.Name(faults, "carrier_eta.source", window.Source, ApiLimits.CarrierCharsMax);
        var record = new WindowRecord { Source = source };
        bool whole = true;
        if (window.FromTime is null || !FieldRules.Instant(faults, "carrier_eta.from_time", window.FromTime, out long from))
            whole = Missing(window.FromTime is null, "carrier_eta.from_time");
        else
            record.FromMs = from;
        if (window.ToTime is null || !FieldRules.Instant(faults, "carrier_eta.to_time", window.ToTime, out long to))
            whole = Missing(window.ToTime is null, "carrier_eta.to_time");
        else
            record.ToMs = to;
        if (whole && record.ToMs < record.FromMs)
            faults.Add("carrier_eta.to_time", FieldRules.Shown(window.ToTime!), "must not be before from_time");
        return record;

        bool Missing(bool absent, string field)
        {
            if (absent)
                faults.Add(field, "", "must be given");
            return false;
        }
    }
}
