namespace Shipments.Domain.Carriers.Epcis;

/// <summary>What the standard demands of each kind of event.</summary>
internal static class EpcisRequired
{
    private static readonly string[] WithAction = ["ObjectEvent", "AggregationEvent", "TransactionEvent", "AssociationEvent"];
    private static readonly string[] Actions = ["ADD", "OBSERVE", "DELETE"];

    /// <summary>What is missing or none of the allowed words; null when nothing is.</summary>
    public static PayloadFault? Fault(string path, string type, string action)
    {
        if (type != "TransformationEvent" && !WithAction.Contains(type))
            return PayloadFault.At(path + "type", type, $"The type is none of {string.Join(", ", WithAction)} and TransformationEvent.");
        return WithAction.Contains(type) && !Actions.Contains(action)
            ? PayloadFault.At(path + "action", action, $"The action is none of {string.Join(", ", Actions)}.")
            : null;
    }
}
