using System.Globalization;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>Reads a vocabulary file. Every fault of the file is collected, with its line and column.</summary>
/// <param name="carrier">The carrier's short name.</param>
/// <param name="source">What faults call the file.</param>
internal sealed class VocabularyParser(string carrier, string source)
{
    private const int FaultsShownMax = 20;
    private const int CodeCharactersMax = 64;

    private static readonly string[] Columns =
        ["code", "phase", "reason", "responsible", "customs", "milestone", "leg", "confidence", "flags", "text", "note"];

    private readonly List<string> _faults = [];
    private readonly List<VocabularyRow> _rows = [];

    // Codes whose last row had no wording: a further row could never count.
    private readonly HashSet<string> _closed = new(StringComparer.OrdinalIgnoreCase);

    public CarrierVocabulary Parse(string text)
    {
        bool headerSeen = false;
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (!headerSeen)
            {
                headerSeen = true;
                if (!line.Split('\t').SequenceEqual(Columns))
                    Fault(number, "code", $"the header is '{line}', expected {string.Join(", ", Columns)}");
            }
            else
            {
                ReadRow(number, line.Split('\t'));
            }
        }

        if (!headerSeen)
            Fault(1, "code", "the file has no header");
        if (_rows.Count > CarrierVocabulary.RowsMax)
            Fault(number, "code", string.Create(CultureInfo.InvariantCulture, $"{_rows.Count} rows, at most {CarrierVocabulary.RowsMax}"));
        if (_faults.Count > 0)
            throw new FormatException(string.Join(Environment.NewLine, _faults.Take(FaultsShownMax)));
        return new CarrierVocabulary(carrier, _rows);
    }

    private void ReadRow(int line, string[] cells)
    {
        if (cells.Length > Columns.Length)
        {
            Fault(line, "note", string.Create(CultureInfo.InvariantCulture, $"{cells.Length} columns, at most {Columns.Length}"));
            return;
        }

        string code = Cell(cells, 0);
        if (code.Length is 0 or > CodeCharactersMax)
            Fault(line, "code", $"'{code}' is not 1 to 64 characters");
        string[] phrases = Cell(cells, 9).Split('|', StringSplitOptions.RemoveEmptyEntries);
        if (_closed.Contains(code))
            Fault(line, "text", $"'{code}' has a row without a wording already; this one could never count");
        if (phrases.Length == 0)
            _closed.Add(code);

        Confidence confidence = Cell(cells, 7).Length == 0 ? Confidence.Scanned : Read<Confidence>(line, cells, 7);
        MeaningRecord meaning = new()
        {
            Phase = (int)Read<Phase>(line, cells, 1),
            Reason = (int)Read<Reason>(line, cells, 2),
            Responsible = (int)Read<Party>(line, cells, 3),
            Customs = (int)Read<CustomsStatus>(line, cells, 4),
            Milestone = (int)Read<MilestoneKind>(line, cells, 5),
            Leg = (int)Read<Leg>(line, cells, 6),
            Confidence = (int)confidence,
        };
        ReadFlags(line, Cell(cells, 8), meaning);
        _rows.Add(new VocabularyRow(code, phrases, meaning));
    }

    private void ReadFlags(int line, string cell, MeaningRecord meaning)
    {
        foreach (string flag in cell.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
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
                    Fault(line, "flags", $"'{flag}' is no flag");
                    break;
            }
        }
    }

    private TEnum Read<TEnum>(int line, string[] cells, int column)
        where TEnum : struct, Enum
    {
        string cell = Cell(cells, column);
        if (cell.Length == 0)
            return default;

        // Names only: a number would bypass the check that the member exists.
        if (char.IsAsciiLetter(cell[0]) && !cell.Contains(',') && Enum.TryParse(cell, out TEnum value))
            return value;
        Fault(line, Columns[column], $"'{cell}' is no {typeof(TEnum).Name}");
        return default;
    }

    private static string Cell(string[] cells, int column) => column < cells.Length ? cells[column].Trim() : "";

    private void Fault(int line, string column, string problem) =>
        _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{source}, line {line}, column {column}: {problem}."));
}
