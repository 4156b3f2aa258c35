using System.Globalization;
using System.Net;
using System.Text;
using Shipments.Bench.Report;

namespace Shipments.Bench.Judging.Pages;

/// <summary>Lines over the days of a world, with bands for what was in force and marks for alarms, as SVG in the page's colours.</summary>
/// <param name="title">What it shows, with the unit.</param>
/// <param name="start">The begin of the world.</param>
/// <param name="days">How many days are shown.</param>
internal sealed class Timeline(string title, DateTimeOffset start, double days)
{
    private const double Width = 860;
    private const double Height = 300;
    private const double Left = 50;
    private const double Right = 14;
    private const double Bottom = 60;
    private const double BandHeight = 17;
    private const int Ticks = 8;

    // Marks nearer than this to the first of them become one with their number.
    private const double MarkApart = 26;

    // A line is drawn over those before it, and thinner, so that one that it covers is seen at both sides of it.
    private const double ThinnestLine = 1.4;
    private const double LineStep = 0.5;

    // A letter of a label is about so wide.
    private const double LetterWidth = 6.6;

    private readonly List<ChartLine> _lines = [];
    private readonly List<(string Name, double From, double To)> _bands = [];
    private readonly List<(double At, bool IsGood, string Text)> _marks = [];

    private double Top => 14 + (_bands.Count * BandHeight);

    /// <summary>Adds a line; its points are in days.</summary>
    public Timeline Add(ChartLine line)
    {
        _lines.Add(line);
        return this;
    }

    /// <summary>Adds a band above the plot, which is shaded below it.</summary>
    public Timeline Band(string name, double from, double to)
    {
        _bands.Add((name, Math.Clamp(from, 0, days), Math.Clamp(to, 0, days)));
        return this;
    }

    /// <summary>Adds a mark at the foot.</summary>
    public Timeline Mark(double at, bool isGood, string text)
    {
        _marks.Add((at, isGood, text));
        return this;
    }

    /// <summary>Draws it, with its title and a legend.</summary>
    public string Draw()
    {
        AxisScale y = AxisScale.Linear(_lines.SelectMany(line => line.Points).Select(point => point.Y ?? 0).DefaultIfEmpty(1).Max(), 4);
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Escaped(title)}</figcaption><div class=\"legend\">");
        foreach (ChartLine line in _lines)
            svg.Append(CultureInfo.InvariantCulture, $"<span><i class=\"c{line.Colour}\"></i>{Escaped(line.Name)}</span>");
        svg.Append(CultureInfo.InvariantCulture, $"<span class=\"mark-good\">▲ alarms with a cause: {_marks.Count(mark => mark.IsGood)}</span><span class=\"mark-bad\">▼ false alarms: {_marks.Count(mark => !mark.IsGood)}</span></div>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height + Top}\" role=\"img\" aria-label=\"{Escaped(title)}\">");
        DrawBands(svg);
        DrawAxes(svg, y);
        for (int i = 0; i < _lines.Count; i++)
            DrawLine(svg, _lines[i], y, ThinnestLine + ((_lines.Count - 1 - i) * LineStep));
        DrawMarks(svg, isGood: true);
        DrawMarks(svg, isGood: false);
        return svg.Append("</svg></figure>").ToString();
    }

    private void DrawBands(StringBuilder svg)
    {
        for (int i = 0; i < _bands.Count; i++)
        {
            (string name, double from, double to) = _bands[i];
            double top = 2 + (i * BandHeight);
            double width = Math.Max(2, X(to) - X(from));
            bool isLeft = X(to) + 6 + (name.Length * LetterWidth) > Width - Right;

            // Each has a row for its bar and its name; what is shaded begins below all rows, so that no name lies in the shade of another.
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"shade\" x=\"{X(from):F1}\" y=\"{Top}\" width=\"{width:F1}\" height=\"{Height - Bottom}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"c3\" fill=\"currentColor\" x=\"{X(from):F1}\" y=\"{top + 3}\" width=\"{width:F1}\" height=\"5\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(isLeft ? X(from) - 6 : X(to) + 6):F1}\" y=\"{top + 10}\" text-anchor=\"{(isLeft ? "end" : "start")}\">{Escaped(name)}</text>");
        }
    }

    private void DrawMarks(StringBuilder svg, bool isGood)
    {
        double y = Height + Top - Bottom + (isGood ? 4 : 20);
        Queue<(double At, bool IsGood, string Text)> left = new(_marks.Where(mark => mark.IsGood == isGood).OrderBy(mark => mark.At));
        while (left.TryDequeue(out (double At, bool IsGood, string Text) first))
        {
            List<string> texts = [first.Text];
            while (left.TryPeek(out (double At, bool IsGood, string Text) next) && X(next.At) - X(first.At) < MarkApart)
                texts.Add(left.Dequeue().Text);
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{(isGood ? "mark-good" : "mark-bad")}\"><title>{Escaped(string.Join("\n", texts))}</title>");
            svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"currentColor\" d=\"M{X(first.At):F1} {(isGood ? y : y + 10)}l5 {(isGood ? 10 : -10)}h-10z\"/>");
            if (texts.Count > 1)
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(first.At) + 7:F1}\" y=\"{y + 10}\">{texts.Count}</text>");
            svg.Append("</g>");
        }
    }

    private void DrawAxes(StringBuilder svg, AxisScale y)
    {
        foreach (double tick in y.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y, tick):F1}\" y2=\"{Y(y, tick):F1}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(y, tick) + 4:F1}\" text-anchor=\"end\">{tick:0.##}</text>");
        }

        for (int i = 0; i <= Ticks; i++)
        {
            double day = Math.Round(days * i / Ticks);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(day):F1}\" y=\"{Height + Top - 4}\" text-anchor=\"{(i == Ticks ? "end" : "middle")}\">{start.AddDays(day):d MMM}</text>");
        }
    }

    private void DrawLine(StringBuilder svg, ChartLine line, AxisScale y, double width)
    {
        StringBuilder path = new();
        foreach ((double at, double? value) in line.Points)
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(at):F1} {Y(y, value ?? 0):F1}");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{line.Colour}\" style=\"stroke-width:{width:F1}\" d=\"{path}\"/>");
    }

    private double X(double day) => Left + ((Width - Left - Right) * Math.Clamp(day / days, 0, 1));

    private double Y(AxisScale y, double value) => Top + ((1 - y.At(value)) * (Height - Bottom));

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
