using System.Text.Json;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Cainiao;

/// <summary>Reads one shipment of a Cainiao reply.</summary>
internal sealed class CainiaoItemReader(CainiaoModule module, CarrierVocabulary vocabulary, DateTimeOffset receivedAt)
{
    private const string Economy = "economy";

    public PayloadItem Read()
    {
        string mailNo = PayloadJson.Text(module.Element, "mailNo");
        if (!TrackingNumbers.TryNormalise(mailNo, out string number, out string problem))
            return new PayloadItem("", [], [], false, PayloadFault.At(module.Path + ".mailNo", mailNo, mailNo.Length == 0 ? "The shipment has no number." : problem));

        LinkedNumbers linked = new(number);
        linked.AddField(PayloadJson.Text(module.Element, "realMailNo"), NumberRole.LastMile);
        linked.AddField(PayloadJson.Text(module.Element, "copyRealMailNo"), NumberRole.LastMile);
        linked.AddField(PayloadJson.Text(module.Element, "virtualMailNo"), NumberRole.Platform);

        CainiaoScanReader reader = new(vocabulary, CountryNames.Code(PayloadJson.Text(module.Element, "destCountry")));
        List<PayloadScan> scans = new(module.Details.Count);
        foreach ((string path, JsonElement element) in module.Details)
        {
            PayloadScan scan = reader.Read(path, element);
            Complete(scan.Fact, number);
            scans.Add(scan);
            linked.AddSentence(PayloadJson.Text(element, "desc"), NumberRole.LastMile);
            linked.AddSentence(PayloadJson.Text(element, "standerdDesc"), NumberRole.LastMile);
        }

        ScanOrder.Finish(scans, Eta(module.Element));
        PayloadFault? fault = linked.Overflow.Length == 0 ? null : PayloadFault.At(
            module.Path, linked.Overflow, $"A shipment names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
        return new PayloadItem(number, linked.Found, scans, scans.Count == 0, fault);
    }

    private void Complete(ScanFact? fact, string number)
    {
        if (fact is null)
            return;
        fact.Number = number;
        fact.ReceivedMs = receivedAt.ToUnixTimeMilliseconds();
        fact.UntrackedService = PayloadJson.Text(module.Element, "mailType").Contains(Economy, StringComparison.OrdinalIgnoreCase);
    }

    // What is promised for the parcel; one end is enough. Bounds the wrong way round are turned.
    private static WindowRecord? Eta(JsonElement element)
    {
        if (PayloadJson.Value(element, "globalEtaInfo") is not { } info)
            return null;
        long? from = CainiaoTimes.Plausible(PayloadJson.Integer(info, "deliveryMinTime"));
        long? to = CainiaoTimes.Plausible(PayloadJson.Integer(info, "deliveryMaxTime"));
        if ((from ?? to) is not { } start || (to ?? from) is not { } end)
            return null;
        return new WindowRecord { FromMs = Math.Min(start, end), ToMs = Math.Max(start, end), Source = CainiaoDetailAdapter.CarrierName };
    }
}
