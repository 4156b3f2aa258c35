using System.Collections.Frozen;
using System.Globalization;
using Shipments.Journal.V1;

namespace Shipments.Domain.Customs;

/// <summary>Looks for one datum in a declaration and says where it is missing or wrong.</summary>
internal static class DeclarationChecks
{
    private const int Hs6Digits = 6;
    private const int HsDigitsMax = 10;
    private const int IossDigits = 10;

    // Words that say nothing of what is inside. Posts and customs send such items back.
    private static readonly FrozenSet<string> Vague = (
        "gift gifts sample samples goods good merchandise parts part accessories accessory item items product products other others misc miscellaneous "
        + "stuff package parcel various things thing article articles cargo none na unknown test").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Each fault as its path in the declaration, the value there, and a sentence.</summary>
    public static IEnumerable<(string Field, string Value, string Problem)> Of(CustomsDatum datum, DeclarationRecord declaration) => datum switch
    {
        CustomsDatum.Lines => declaration.Lines.Count == 0 ? [("lines", "", "The declaration has no line.")] : [],
        CustomsDatum.Description => Lines(declaration, "description", line => line.Description, line => IsTelling(line.Description), "A line says in words what it is; general words say nothing."),
        CustomsDatum.Hs6 => Lines(declaration, "hs_code", line => line.HsCode, line => IsHs6(line.HsCode), "A line has an HS code of 6 to 10 digits."),
        CustomsDatum.Quantity => Lines(declaration, "quantity", line => Number(line.Quantity), line => line.Quantity >= 1, "A line has at least one piece."),
        CustomsDatum.NetWeight => Lines(declaration, "net_weight_grams", line => Number(line.NetWeightGrams), line => line.NetWeightGrams > 0, "A line has a net weight above 0 g."),
        CustomsDatum.Value => Lines(declaration, "value_micros", line => Number(line.ValueMicros), line => line.ValueMicros > 0, "A line has a value above 0."),
        CustomsDatum.Currency => Lines(declaration, "currency", line => line.Currency, line => line.Currency.Length == 3, "A line has the currency of its value."),
        CustomsDatum.Origin => Lines(declaration, "origin_country", line => line.OriginCountry, line => line.OriginCountry.Length == 2, "A line has the country where the goods were made."),
        CustomsDatum.Gross => Gross(declaration),
        CustomsDatum.IossForm => IsIoss(declaration.IossNumber) ? [] : [("ioss_number", declaration.IossNumber, "An IOSS number is IM and 10 digits.")],
        CustomsDatum.IossAbsent => [("ioss_number", declaration.IossNumber, "The import one-stop shop is for consignments of at most 150 EUR.")],
    };

    /// <summary>The first six digits of a line's code; empty when it has fewer.</summary>
    public static string Hs6(string code) => IsHs6(code) ? Digits(code)[..Hs6Digits] : "";

    private static IEnumerable<(string, string, string)> Lines(
        DeclarationRecord declaration, string field, Func<DeclarationLineRecord, string> value, Func<DeclarationLineRecord, bool> isGood, string problem)
    {
        for (int i = 0; i < declaration.Lines.Count; i++)
        {
            if (!isGood(declaration.Lines[i]))
                yield return (string.Create(CultureInfo.InvariantCulture, $"lines[{i}].{field}"), value(declaration.Lines[i]), problem);
        }
    }

    // What is not said cannot be compared.
    private static IEnumerable<(string, string, string)> Gross(DeclarationRecord declaration)
    {
        long net = declaration.Lines.Sum(line => line.NetWeightGrams);
        return declaration.GrossWeightGrams == 0 || net <= declaration.GrossWeightGrams
            ? []
            : [("gross_weight_grams", Number(declaration.GrossWeightGrams), $"The lines weigh {Number(net)} g without their wrapping, more than the parcel.")];
    }

    private static bool IsTelling(string description)
    {
        string[] words = description.Split([' ', ',', '.', ';', '/', '-', '_', '&', '(', ')', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => word.Any(char.IsLetter) && !Vague.Contains(word));
    }

    private static bool IsHs6(string code) => Digits(code) is { Length: >= Hs6Digits and <= HsDigitsMax } digits && digits.All(char.IsAsciiDigit);

    private static string Digits(string code) => code.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static bool IsIoss(string number) =>
        number.Length == IossDigits + 2 && number.StartsWith("IM", StringComparison.Ordinal) && number.AsSpan(2).ContainsAnyExceptInRange('0', '9') is false;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
