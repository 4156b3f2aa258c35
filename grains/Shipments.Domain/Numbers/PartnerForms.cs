namespace Shipments.Domain.Numbers;

/// <summary>Forms of other carriers that cross-border parcels meet.</summary>
internal static class PartnerForms
{
    public static IReadOnlyList<NumberForm> All { get; } =
    [
        new("4px", "4px", "4PX", 13, 13, 0.95) { Endings = ["CN"] },
        new("yunexpress", "yunexpress", "YT", 16, 16, 0.9),
        new("correos", "correos-pr", "PR", 15, 15, 0.8) { Endings = ["C"] },
        new("correos", "correos-16", "PZ", 14, 14, 0.7) { Letters = true },
        new("correos", "correos-23", "P", 22, 22, 0.7) { Letters = true },
        new("correos", "correos-23", "CD", 21, 21, 0.7) { Letters = true },
        new("correos", "correos-23-return", "D", 22, 22, 0.6) { Letters = true },
    ];
}
