using System.Globalization;

namespace Shipments.Domain.Tables;

/// <summary>What is wrong with a table, and where.</summary>
/// <param name="File">What the table is called.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">The name of the column; of a line as a whole the first.</param>
/// <param name="Value">What stands there; null when it is not about a value. The message has the first 80 characters.</param>
/// <param name="Problem">What is wrong, as the end of a sentence.</param>
internal readonly record struct TableFault(string File, int Line, string Column, string? Value, string Problem)
{
    private const int ValueCharactersMax = 80;

    /// <summary>The fault as a sentence.</summary>
    public override string ToString()
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}, column {Column}: ");
        return Value is null ? $"{at}{Problem}" : $"{at}'{Cut(Value)}' {Problem}";
    }

    /// <summary>The first 80 characters of a value, and a sign that there are more.</summary>
    public static string Cut(string value) => value.Length <= ValueCharactersMax ? value : value[..ValueCharactersMax] + "…";
}
