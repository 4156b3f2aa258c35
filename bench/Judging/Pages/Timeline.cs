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
    private const double Bottom = 56;
    private const double BandHeight = 17;
    private const int Ticks = 8;

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
        svg.Append("<span class=\"mark-good\">▲ alarms with a cause</span><span class=\"mark-bad\">▲ false alarms</span></div>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height + Top}\" role=\"img\" aria-label=\"{Escaped(title)}\">");
        DrawBands(svg);
        DrawAxes(svg, y);
        foreach (ChartLine line in _lines)
            DrawLine(svg, line, y);
        foreach ((double at, bool isGood, string text) in _marks)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{(isGood ? "mark-good" : "mark-bad")}\" fill=\"currentColor\" opacity=\".8\" d=\"M{X(at):F1} {Height + Top - Bottom + (isGood ? 4 : 17)}l5 9h-10z\"><title>{Escaped(text)}</title></path>");
        return svg.Append("</svg></figure>").ToString();
    }

    private void DrawBands(StringBuilder svg)
    {
        for (int i = 0; i < _bands.Count; i++)
        {
            (string name, double from, double to) = _bands[i];
            double top = 2 + (i * BandHeight);
            double width = Math.Max(2, X(to) - X(from));
            bool isLate = X(from) > Width / 2;
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"shade\" x=\"{X(from):F1}\" y=\"{top}\" width=\"{width:F1}\" height=\"{Height + Top - Bottom - top}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"c3\" fill=\"currentColor\" x=\"{X(from):F1}\" y=\"{top}\" width=\"{width:F1}\" height=\"4\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(isLate ? X(from) - 6 : X(to) + 6):F1}\" y=\"{top + 9}\" text-anchor=\"{(isLate ? "end" : "start")}\">{Escaped(name)}</text>");
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

    private void DrawLine(StringBuilder svg, ChartLine line, AxisScale y)
    {
        StringBuilder path = new();
        foreach ((double at, double? value) in line.Points)
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(at):F1} {Y(y, value ?? 0):F1}");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{line.Colour}\" d=\"{path}\"/>");
    }

    private double X(double day) => Left + ((Width - Left - Right) * Math.Clamp(day / days, 0, 1));

    private double Y(AxisScale y, double value) => Top + ((1 - y.At(value)) * (Height - Bottom));

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
