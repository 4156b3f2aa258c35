namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>
/// Reads replies of the USPS Web Tools: <c>TrackResponse</c> with a <c>TrackInfo</c> for each number asked for, good ones and failed ones mixed; events
/// have fields or are lines of text. The codes are those of the other USPS format, and so are the ids of scans.
/// </summary>
internal sealed class UspsXmlAdapter : ICarrierAdapter
{
    public const string CarrierName = "usps";

    public string Format => "usps-webtools-xml";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        UspsXmlDocument document = UspsXmlDocument.Read(payload);
        if (document.Fault is not null)
            return new PayloadReading([], document.Fault);
        List<PayloadItem> items = [.. document.Infos.Select(info => new UspsXmlItemReader(info, receivedAt).Read())];
        if (document.Damage is not null)
            items.Add(new PayloadItem("", [], [], false, document.Damage));
        return new PayloadReading(items, null);
    }
}
