using System.Collections.Frozen;

namespace Shipments.Domain.Containers;

/// <summary>Which events are events of containers.</summary>
internal static class ContainerEvents
{
    // EMSEVT events of one item and its addressee: posting, the delivery and its attempts, the end of the import.
    private static readonly FrozenSet<string> ItemCodes =
        new[] { "EMA", "EDF", "EDG", "EMH", "EDH", "EMI", "EDX" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an event can only be one of a single item.</summary>
    public static bool IsOfItem(string carrier, string code) => carrier == "upu" && ItemCodes.Contains(code);
}
