using System.Globalization;
using System.Text.Json;

namespace Shipments.Domain.Carriers.Cainiao;

/// <summary>Reads the reply of Cainiao's tracking page: <c>{ "module": [ { mailNo, detailList, … } ], "success": true }</c>.</summary>
internal sealed class CainiaoDetailAdapter(LiveVocabularies vocabularies) : ICarrierAdapter
{
    public const string CarrierName = "cainiao";

    public string Format => "cainiao-detail-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        if (PayloadJson.Text(root, "success") == "false")
            return Refused("success", "false", "The carrier answered that it failed.");
        if (PayloadJson.List(root, "module", "") is not { } modules)
            return Refused("module", "", "The payload has no list named module.");
        if (modules.Count > PayloadLimits.ItemsMax)
            return Refused("module", Number(modules.Count), $"A payload has at most {PayloadLimits.ItemsMax} shipments.");

        // Counted while they are read, so that nothing past the bound is built.
        List<CainiaoModule> read = new(modules.Count);
        int events = 0;
        foreach ((string path, JsonElement element) in modules)
        {
            CainiaoModule module = new(path, element);
            events += module.Details.Count;
            if (events > PayloadLimits.EventsMax)
                return Refused(path, Number(events), $"A payload has at most {PayloadLimits.EventsMax} events.");
            read.Add(module);
        }

        CarrierVocabulary vocabulary = vocabularies.Current.Carriers[CarrierName];
        return new PayloadReading([.. read.Select(module => new CainiaoItemReader(module, vocabulary, receivedAt).Read())], null);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
