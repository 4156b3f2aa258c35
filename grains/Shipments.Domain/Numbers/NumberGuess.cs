namespace Shipments.Domain.Numbers;

/// <summary>One reading of a tracking number.</summary>
/// <param name="Issuer">Who would have issued it: a carrier's short name of [a-z0-9-].</param>
/// <param name="Format">The form's name, such as "upu-s10" or "usps-impb".</param>
/// <param name="Score">How well it fits, 0 to 1; only good to rank the guesses of one number.</param>
/// <param name="CheckDigit">What the check digit says.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the issuer where the number itself says it and the code exists; else empty.</param>
/// <param name="Product">The kind of service the number names; empty when it names none.</param>
/// <param name="Tracked">False when this kind of service normally gives no scans to the end.</param>
public sealed record NumberGuess(
    string Issuer, string Format, double Score, CheckDigit CheckDigit, string Country, string Product, bool Tracked);
