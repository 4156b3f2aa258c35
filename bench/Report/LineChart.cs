using System.Globalization;
using System.Net;
using System.Text;

namespace Shipments.Bench.Report;

/// <summary>A plot of lines as SVG. Colours are the page's, so that it follows light and dark.</summary>
/// <param name="title">What it shows, with the unit.</param>
/// <param name="x">The axis below.</param>
/// <param name="y">The axis on the left.</param>
/// <param name="xText">How a value below is written.</param>
/// <param name="yText">How a value on the left is written.</param>
/// <param name="width">Of the drawing; a narrow one stands beside another.</param>
internal sealed class LineChart(string title, AxisScale x, AxisScale y, Func<double, string> xText, Func<double, string> yText, double width = LineChart.Wide)
{
    /// <summary>As wide as the page.</summary>
    public const double Wide = 860;

    /// <summary>Half as wide.</summary>
    public const double Narrow = 430;

    private const double Height = 270;
    private const double Left = 62;
    private const double Right = 14;
    private const double Top = 12;
    private const double Bottom = 34;
    private const double PlotHeight = Height - Top - Bottom;

    private readonly double _plotWidth = width - Left - Right;
    private readonly List<ChartLine> _lines = [];
    private double _shadedTo;
    private string _below = "";

    /// <summary>Adds a line.</summary>
    public LineChart Add(ChartLine line)
    {
        _lines.Add(line);
        return this;
    }

    /// <summary>Shades the begin, which does not count.</summary>
    public LineChart Shade(double to)
    {
        _shadedTo = to;
        return this;
    }

    /// <summary>Says what lies below.</summary>
    public LineChart Below(string text)
    {
        _below = text;
        return this;
    }

    /// <summary>Draws it, with its title and a legend.</summary>
    public string Draw()
    {
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Escaped(title)}</figcaption><div class=\"legend\">");
        foreach (ChartLine line in _lines)
            svg.Append(CultureInfo.InvariantCulture, $"<span><i class=\"c{line.Colour}\"></i>{Escaped(line.Name)}</span>");
        svg.Append(CultureInfo.InvariantCulture, $"</div><svg viewBox=\"0 0 {width} {Height}\" role=\"img\" aria-label=\"{Escaped(title)}\">");
        if (_shadedTo > 0)
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"shade\" x=\"{Left}\" y=\"{Top}\" width=\"{x.At(_shadedTo) * _plotWidth:F1}\" height=\"{PlotHeight}\"/>");
        DrawAxes(svg);
        foreach (ChartLine line in _lines)
            DrawLine(svg, line);
        svg.Append("</svg></figure>");
        return svg.ToString();
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private void DrawAxes(StringBuilder svg)
    {
        foreach (double tick in y.Ticks)
        {
            double at = Top + ((1 - y.At(tick)) * PlotHeight);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{width - Right}\" y1=\"{at:F1}\" y2=\"{at:F1}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{at + 4:F1}\" text-anchor=\"end\">{Escaped(yText(tick))}</text>");
        }

        foreach (double tick in x.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (x.At(tick) * _plotWidth):F1}\" y=\"{Height - 18}\" text-anchor=\"{(x.At(tick) > 0.97 ? "end" : "middle")}\">{Escaped(xText(tick))}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"unit\" x=\"{width - Right}\" y=\"{Height - 4}\" text-anchor=\"end\">{Escaped(_below)}</text>");
    }

    private void DrawLine(StringBuilder svg, ChartLine line)
    {
        // A line begins with a point, so that one between two gaps is seen.
        StringBuilder path = new();
        bool isDrawing = false;
        foreach ((double at, double? value) in line.Points)
        {
            if (value is { } known)
                path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? "L" : "M")}{Left + (x.At(at) * _plotWidth):F1} {Top + ((1 - y.At(known)) * PlotHeight):F1}{(isDrawing ? "" : "h0")}");
            isDrawing = value is not null;
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{line.Colour}\" d=\"{path}\"/>");
        foreach ((double at, double? value) in line.Points)
        {
            if (value is { } known)
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot c{line.Colour}\" cx=\"{Left + (x.At(at) * _plotWidth):F1}\" cy=\"{Top + ((1 - y.At(known)) * PlotHeight):F1}\" r=\"7\"><title>{Escaped(line.Name)}: {Escaped(yText(known))} at {Escaped(xText(at))}</title></circle>");
        }
    }
}
