using System.Globalization;
using System.Net;
using System.Text;

namespace Shipments.Bench.Judging.Pages;

/// <summary>A table of the page: the first column names the row, the others are figures, or texts where <see cref="Text"/> says so.</summary>
internal sealed class HtmlTable
{
    private const char TextMark = '\u0001';
    private const char GoodMark = '\u0002';
    private const char BadMark = '\u0003';

    private readonly StringBuilder _html = new("<div class=\"scroll\"><table><thead><tr>");
    private readonly List<string> _heads;
    private readonly List<string[]> _rows = [];

    public HtmlTable(params IEnumerable<string> heads) => _heads = [.. heads];

    /// <summary>Marks a cell that is no figure: it stands on the left.</summary>
    public static string Text(string cell) => TextMark + cell;

    /// <summary>Marks a cell that judges: it stands on the left, in the colour of what is good or bad, and with a sign for those who do not see it.</summary>
    /// <param name="cell">What it says.</param>
    /// <param name="isGood">How it is; null for neither.</param>
    public static string Verdict(string cell, bool? isGood) => isGood switch
    {
        true => GoodMark + "✓ " + cell,
        false => BadMark + "✗ " + cell,
        null => TextMark + "– " + cell,
    };

    /// <summary>Adds a row.</summary>
    public void Row(string name, params IEnumerable<string> cells) => _rows.Add([name, .. cells]);

    /// <summary>Ends it, with a note below.</summary>
    public string End(string note)
    {
        for (int i = 0; i < _heads.Count; i++)
            _html.Append(CultureInfo.InvariantCulture, $"<th{(IsText(i) ? " class=\"text\"" : "")}>{WebUtility.HtmlEncode(_heads[i])}</th>");
        _html.Append("</tr></thead><tbody>");
        foreach (string[] row in _rows)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<tr><th>{WebUtility.HtmlEncode(row[0])}</th>");
            foreach (string cell in row.Skip(1))
                _html.Append(CultureInfo.InvariantCulture, $"<td{ClassOf(cell)}>{WebUtility.HtmlEncode(cell.TrimStart(TextMark, GoodMark, BadMark))}</td>");
            _html.Append("</tr>");
        }

        _html.Append("</tbody></table></div>");
        if (note.Length > 0)
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{WebUtility.HtmlEncode(note)}</p>");
        return _html.ToString();
    }

    private static string ClassOf(string cell) => (cell.Length == 0 ? ' ' : cell[0]) switch
    {
        TextMark => " class=\"text\"",
        GoodMark => " class=\"text mark-good\"",
        BadMark => " class=\"text mark-bad\"",
        _ => "",
    };

    private bool IsText(int column) => _rows.Count > 0 && column > 0 && column < _rows[0].Length && ClassOf(_rows[0][column]).Length > 0;
}
