using Shipments.Journal.V1;

namespace Shipments.Domain.Customs;

/// <summary>
/// The value of all lines in another currency: by the caller's own rates, in one step, and by no other. There are no rates here, since the one
/// that counts is the customs office's of the day.
/// </summary>
internal static class DeclaredValue
{
    private const decimal Micros = 1_000_000m;
    private const decimal Nanos = 1_000_000_000m;

    /// <summary>The sum; null with the currency that has no rate.</summary>
    public static decimal? In(string currency, DeclarationRecord declaration, out string unknown)
    {
        unknown = "";
        decimal sum = 0;
        foreach (DeclarationLineRecord line in declaration.Lines)
        {
            decimal value = line.ValueMicros / Micros;
            if (line.Currency != currency && value != 0)
            {
                ExchangeRateRecord? rate = declaration.Rates.FirstOrDefault(each => each.FromCurrency == line.Currency && each.ToCurrency == currency);
                unknown = rate is null ? line.Currency : "";
                if (rate is null)
                    return null;
                value *= rate.RateNanos / Nanos;
            }

            sum += value;
        }

        return sum;
    }
}
