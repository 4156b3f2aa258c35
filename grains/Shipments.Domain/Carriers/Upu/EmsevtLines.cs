using System.Text;

namespace Shipments.Domain.Carriers.Upu;

/// <summary>Splits a payload into lines, and lines into fields.</summary>
internal static class EmsevtLines
{
    /// <summary>Most fields of a line that are read: 16. What stands behind belongs to the last one.</summary>
    public const int FieldsMax = 16;

    private const char Quote = '"';
    private const char Remark = '#';
    private const int FieldsMin = 3;

    private static readonly char[] Separators = ['\t', '|', ';', ','];

    /// <summary>The lines that say something, each with its number from 1. Empty ones and those that begin with # do not.</summary>
    public static IEnumerable<(int Number, string Line)> Of(string text)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string clean = line.Trim(' ', '\r');
            if (clean.Length > 0 && clean[0] != Remark && !clean.All(each => Separators.Contains(each) || char.IsWhiteSpace(each)))
                yield return (number, clean);
        }
    }

    /// <summary>The separator of a payload, told from its first line: the first of tab, bar, semicolon and comma that makes three fields of it. Null when none does.</summary>
    public static char? Separator(string line)
    {
        foreach (char separator in Separators)
        {
            if (Split(line, separator).Count >= FieldsMin)
                return separator;
        }

        return null;
    }

    /// <summary>The fields of a line, without the blanks around them and the quotes that hold a separator in.</summary>
    public static IReadOnlyList<string> Split(string line, char separator)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        foreach (char each in line)
        {
            if (each == Quote)
            {
                quoted = !quoted;
            }
            else if (each == separator && !quoted && cells.Count < FieldsMax - 1)
            {
                cells.Add(PayloadText.Clean(cell.ToString()));
                cell.Clear();
            }
            else
            {
                cell.Append(each);
            }
        }

        cells.Add(PayloadText.Clean(cell.ToString()));
        return cells;
    }
}
