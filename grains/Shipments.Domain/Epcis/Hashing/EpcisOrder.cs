namespace Shipments.Domain.Epcis.Hashing;

/// <summary>
/// The canonical order of the standard's fields in a pre-hash string. What is not named here follows in the order of its text: the lists of
/// business transactions, destinations and sources, master data of instances, and fields of somebody's own.
/// </summary>
internal sealed class EpcisOrder
{
    private static readonly EpcisOrder Quantity = Of("epcClass", "quantity", "uom");

    private static readonly EpcisOrder Metadata =
        Of("time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules");

    private static readonly EpcisOrder Report = Of(
        "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time", "microorganism", "chemicalSubstance", "value",
        "component", "stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue", "sDev", "percRank",
        "percValue", "uom", "coordinateReferenceSystem");

    private readonly (string Name, EpcisOrder? Inside)[] _fields;

    private EpcisOrder((string, EpcisOrder?)[] fields) => _fields = fields;

    /// <summary>The order of an event's fields.</summary>
    public static EpcisOrder Event { get; } = new(
    [
        ("eventTime", null), ("eventTimeZoneOffset", null), ("certificationInfo", null), ("parentID", null),
        ("epcList", Of("epc")), ("inputEPCList", Of("epc")), ("childEPCs", Of("epc")),
        ("quantityList", new([("quantityElement", Quantity)])), ("childQuantityList", new([("quantityElement", Quantity)])),
        ("inputQuantityList", new([("quantityElement", Quantity)])), ("outputEPCList", Of("epc")),
        ("outputQuantityList", new([("quantityElement", Quantity)])),
        ("action", null), ("transformationID", null), ("bizStep", null), ("disposition", null),
        ("persistentDisposition", Of("set", "unset")), ("readPoint", Of("id")), ("bizLocation", Of("id")),
        ("sensorElementList", new([("sensorElement", new([("sensorMetadata", Metadata), ("sensorReport", Report)]))])),
    ]);

    public IReadOnlyList<(string Name, EpcisOrder? Inside)> Fields => _fields;

    private static EpcisOrder Of(params string[] names) => new([.. names.Select(name => (name, (EpcisOrder?)null))]);
}
