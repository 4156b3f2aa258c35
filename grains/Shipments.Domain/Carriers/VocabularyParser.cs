using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tables;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>Reads a vocabulary file. Every fault of the file is collected, with its line and column.</summary>
/// <param name="carrier">The carrier's short name.</param>
/// <param name="source">What faults call the file.</param>
internal sealed class VocabularyParser(string carrier, string source)
{
    private const int CodeCharactersMax = 64;

    private static readonly string[] Columns =
        ["code", "phase", "reason", "responsible", "customs", "milestone", "leg", "confidence", "flags", "text", "note"];

    private readonly List<TableFault> _faults = [];
    private readonly List<VocabularyRow> _rows = [];

    // Codes whose last row had no wording: a further row could never count.
    private readonly HashSet<string> _closed = new(StringComparer.OrdinalIgnoreCase);

    public CarrierVocabulary Parse(string text)
    {
        foreach (TableRow row in new TableReader(source, Columns) { RowsMax = CarrierVocabulary.RowsMax, CellsMin = 1 }.Read(text, _faults))
            ReadRow(row);
        return _faults.Count == 0 ? new CarrierVocabulary(carrier, _rows) : throw new TableFaultException(_faults);
    }

    private void ReadRow(TableRow row)
    {
        string code = row[0].Trim();
        if (code.Length is 0 or > CodeCharactersMax)
            _faults.Add(row.Fault(0, code, "is not 1 to 64 characters."));
        string[] phrases = row[9].Trim().Split('|', StringSplitOptions.RemoveEmptyEntries);
        if (_closed.Contains(code))
            _faults.Add(row.Fault(9, code, "has a row without a wording already; this one could never count."));
        if (phrases.Length == 0)
            _closed.Add(code);

        Confidence confidence = row[7].Trim().Length == 0 ? Confidence.Scanned : Read<Confidence>(row, 7);
        MeaningRecord meaning = new()
        {
            Phase = (int)Read<Phase>(row, 1),
            Reason = (int)Read<Reason>(row, 2),
            Responsible = (int)Read<Party>(row, 3),
            Customs = (int)Read<CustomsStatus>(row, 4),
            Milestone = (int)Read<MilestoneKind>(row, 5),
            Leg = (int)Read<Leg>(row, 6),
            Confidence = (int)confidence,
        };
        ReadFlags(row, meaning);
        _rows.Add(new VocabularyRow(code, phrases, meaning));
    }

    private void ReadFlags(TableRow row, MeaningRecord meaning)
    {
        foreach (string flag in row[8].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (flag)
            {
                case "action_required":
                    meaning.ActionRequired = true;
                    break;
                case "delayed":
                    meaning.Delayed = true;
                    break;
                case "held":
                    meaning.Held = true;
                    break;
                case "return_begins":
                    meaning.ReturnBegins = true;
                    break;
                default:
                    _faults.Add(row.Fault(8, flag, "is no flag."));
                    break;
            }
        }
    }

    private TEnum Read<TEnum>(TableRow row, int column)
        where TEnum : struct, Enum
    {
        string cell = row[column].Trim();
        if (cell.Length == 0)
            return default;

        // Names only: a number would bypass the check that the member exists.
        if (char.IsAsciiLetter(cell[0]) && !cell.Contains(',') && Enum.TryParse(cell, out TEnum value))
            return value;
        _faults.Add(row.Fault(column, cell, $"is no {typeof(TEnum).Name}."));
        return default;
    }
}
