namespace Shipments.Domain.Numbers;

/// <summary>
/// The forms of Cainiao's and AliExpress' own numbers. They grow without notice, so the lengths are wider than what was seen, and the
/// score says how telling a form is. Cainiao parcels also travel under S10 numbers of many posts.
/// </summary>
internal static class CainiaoForms
{
    private const string Issuer = "cainiao";

    public static IReadOnlyList<NumberForm> All { get; } =
    [
        new(Issuer, "cainiao-lp", "LP", 14, 20, 0.9) { Endings = ["", "CN", "SG"] },
        new(Issuer, "cainiao-lp", "LP", 8, 13, 0.6) { Endings = ["", "CN", "SG"] },
        new(Issuer, "cainiao-ap", "AP", 14, 14, 0.9),
        new(Issuer, "cainiao-ae", "AE", 10, 24, 0.7) { Letters = true },
        new(Issuer, "cainiao-cng", "CNG", 14, 14, 0.95),
        new(Issuer, "cainiao-cnx", "CNX", 4, 24, 0.9) { Letters = true, Endings = ["ZZ"] },
        new(Issuer, "cainiao-cnjnr", "CNJNR", 4, 24, 0.95) { Letters = true, Endings = ["N"] },
        new(Issuer, "cainiao-swx", "SWX", 15, 24, 0.9) { Letters = true },
        new(Issuer, "cainiao-jntcu", "JNTCU", 4, 24, 0.95) { Letters = true, Endings = ["YQ"] },
        new(Issuer, "cainiao-hm", "HM", 16, 16, 0.8),
        new(Issuer, "cainiao-jy", "JY", 8, 24, 0.5) { Letters = true },
        new(Issuer, "cainiao-ecsdt", "ECSDT", 4, 24, 0.9) { Letters = true },
        new(Issuer, "cainiao-numeric", "", 16, 23, 0.1),
    ];
}
