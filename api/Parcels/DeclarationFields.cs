using System.Globalization;
using Shipments.Api.Errors;
using Shipments.Domain.Customs;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>
/// Reads declarations as they were sent. Only what cannot be kept is refused; what is missing is for the rules of the destination to find.
/// </summary>
internal static class DeclarationFields
{
    private const string Letters = "must be three letters A to Z";

    /// <summary>The declaration for the journal; null for none. What is wrong goes to the faults.</summary>
    internal static DeclarationRecord? Read(FieldFaults faults, string field, CustomsDeclaration? declaration)
    {
        if (declaration is null)
            return null;
        FieldRules.Line(faults, $"{field}.ioss_number", declaration.IossNumber, CustomsBounds.IossNumberCharactersMax);
        Within(faults, $"{field}.gross_weight_grams", declaration.GrossWeightGrams, 0, CustomsBounds.GramsMax);
        DeclarationRecord record = new()
        {
            IossNumber = declaration.IossNumber, Gift = declaration.Gift, GrossWeightGrams = declaration.GrossWeightGrams,
        };
        if (Count(faults, $"{field}.lines", declaration.Lines.Count, CustomsBounds.LinesMax))
        {
            for (int i = 0; i < declaration.Lines.Count; i++)
                record.Lines.Add(Line(faults, string.Create(CultureInfo.InvariantCulture, $"{field}.lines[{i}]"), declaration.Lines[i]));
        }

        if (Count(faults, $"{field}.rates", declaration.Rates.Count, CustomsBounds.RatesMax))
        {
            for (int i = 0; i < declaration.Rates.Count; i++)
                record.Rates.Add(Rate(faults, string.Create(CultureInfo.InvariantCulture, $"{field}.rates[{i}]"), declaration.Rates[i]));
        }

        return record;
    }

    private static DeclarationLineRecord Line(FieldFaults faults, string path, DeclarationLine line)
    {
        FieldRules.Line(faults, path + ".description", line.Description, CustomsBounds.DescriptionCharactersMax);
        if (line.HsCode.Length > CustomsBounds.HsCodeCharactersMax || !line.HsCode.All(each => char.IsAsciiDigit(each) || each is '.' or ' '))
            faults.Add(path + ".hs_code", line.HsCode, $"must be at most {CustomsBounds.HsCodeCharactersMax} digits, dots and blanks");
        Within(faults, path + ".quantity", line.Quantity, 0, CustomsBounds.QuantityMax);
        Within(faults, path + ".net_weight_grams", line.NetWeightGrams, 0, CustomsBounds.GramsMax);
        Within(faults, path + ".value_micros", line.ValueMicros, 0, CustomsBounds.ValueMicrosMax);
        if (line.Currency.Length > 0 && !IsCurrency(line.Currency))
            faults.Add(path + ".currency", line.Currency, Letters);
        FieldRules.Country(faults, path + ".origin_country", line.OriginCountry);
        return new DeclarationLineRecord
        {
            Description = line.Description, HsCode = line.HsCode, Quantity = line.Quantity, NetWeightGrams = line.NetWeightGrams,
            ValueMicros = line.ValueMicros, Currency = line.Currency, OriginCountry = line.OriginCountry,
        };
    }

    private static ExchangeRateRecord Rate(FieldFaults faults, string path, ExchangeRate rate)
    {
        if (!IsCurrency(rate.FromCurrency))
            faults.Add(path + ".from_currency", rate.FromCurrency, Letters);
        if (!IsCurrency(rate.ToCurrency))
            faults.Add(path + ".to_currency", rate.ToCurrency, Letters);
        Within(faults, path + ".rate_nanos", rate.RateNanos, 1, CustomsBounds.RateNanosMax);
        return new ExchangeRateRecord { FromCurrency = rate.FromCurrency, ToCurrency = rate.ToCurrency, RateNanos = rate.RateNanos };
    }

    private static bool Count(FieldFaults faults, string field, int count, int max)
    {
        if (count <= max)
            return true;
        faults.Add(field, $"{count} items", $"must be at most {max}");
        return false;
    }

    private static void Within(FieldFaults faults, string field, long value, long min, long max)
    {
        if (value < min || value > max)
            faults.Add(field, value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"must be {min} to {max}"));
    }

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);
}
