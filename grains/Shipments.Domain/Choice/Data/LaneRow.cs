using System.Globalization;
using Shipments.Domain.Lanes;
using Shipments.Domain.Tables;

namespace Shipments.Domain.Choice.Data;

/// <summary>A row of a file of lanes, whose cells are read with a word for each that is wrong.</summary>
internal sealed class LaneRow(TableRow row, List<TableFault> faults)
{
    public string this[int column] => row[column];

    /// <summary>Notes that a cell is wrong.</summary>
    public void Fault(int column, string problem) => faults.Add(row.Fault(column, problem));

    /// <summary>A lane of all tenants, <c>CN-US/standard</c>, or of one, <c>acme/CN-US/standard</c>.</summary>
    public string? Lane(int column)
    {
        string text = row[column];
        if (LaneKey.TryRead("", text, out LaneKey key) && key.Service.Length > 0)
            return text;
        if (LaneKey.TryParse(text, out key) && key.Tenant.Length <= 64 && key.Service.Length > 0)
            return text;
        Fault(column, "is no lane, such as CN-US/standard or acme/CN-US/standard.");
        return null;
    }

    public int? Whole(int column, int least, int most)
    {
        if (int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
            return value;
        Fault(column, string.Create(CultureInfo.InvariantCulture, $"is no whole number of {least} to {most}."));
        return null;
    }

    public decimal? Number(int column, decimal least, decimal most)
    {
        if (decimal.TryParse(row[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && value >= least && value <= most)
            return value;
        Fault(column, string.Create(CultureInfo.InvariantCulture, $"is no number of {least} to {most}."));
        return null;
    }

    public string? Letters(int column, int length, string what)
    {
        if (row[column].Length == length && row[column].All(char.IsAsciiLetterUpper))
            return row[column];
        Fault(column, $"is no {what} of {length} capital letters.");
        return null;
    }
}
