using System.Globalization;

namespace Shipments.Bench.Figures;

/// <summary>Numbers as the table writes them; nothing for what was not measured.</summary>
internal static class FigureText
{
    /// <summary>A number with its unit.</summary>
    public static string InUnits(double? value, string unit) => value is { } number ? $"{Number(number)}{(unit.Length == 0 ? "" : " ")}{unit}" : "";

    /// <summary>A multiple.</summary>
    public static string Times(double? value) => value is { } number ? $"× {Number(number)}" : "";

    /// <summary>A share.</summary>
    public static string Share(double value) => value.ToString("P1", CultureInfo.InvariantCulture);

    /// <summary>Three digits that count.</summary>
    public static string Number(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "#,##0", >= 10 => "0.0", >= 1 => "0.00", _ => "0.###" }, CultureInfo.InvariantCulture);

    /// <summary>One divided by the other; null without either.</summary>
    public static double? Ratio(double? one, double? other) => one is { } a && other is > 0 and { } b ? a / b : null;
}
