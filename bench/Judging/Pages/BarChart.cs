using System.Globalization;
using System.Net;
using System.Text;

namespace Shipments.Bench.Judging.Pages;

/// <summary>Bars that lie, the name on the left and the value at the end, as SVG in the page's colours.</summary>
/// <param name="title">What they show, with the unit.</param>
/// <param name="most">What a whole bar is; 0 for the greatest of them.</param>
internal sealed class BarChart(string title, double most = 0)
{
    private const double Width = 620;
    private const double Left = 150;
    private const double Right = 200;
    private const double RowHeight = 30;

    private readonly List<(string Name, double Value, string Text, int Colour)> _bars = [];

    /// <summary>Adds a bar.</summary>
    public BarChart Add(string name, double value, string text, int colour)
    {
        _bars.Add((name, value, text, colour));
        return this;
    }

    /// <summary>Draws them.</summary>
    public string Draw()
    {
        double max = most > 0 ? most : Math.Max(_bars.Select(bar => bar.Value).DefaultIfEmpty(1).Max(), 1e-9);
        double height = (_bars.Count * RowHeight) + 8;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<figure class=\"bars\"><figcaption>{WebUtility.HtmlEncode(title)}</figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        for (int i = 0; i < _bars.Count; i++)
        {
            (string name, double value, string text, int colour) = _bars[i];
            double top = 4 + (i * RowHeight);
            double length = (Width - Left - Right) * value / max;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{top + 18}\" text-anchor=\"end\">{WebUtility.HtmlEncode(name)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"c{colour}\" fill=\"currentColor\" x=\"{Left}\" y=\"{top + 3}\" width=\"{length:F1}\" height=\"{RowHeight - 10}\" rx=\"3\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + length + 8:F1}\" y=\"{top + 18}\">{WebUtility.HtmlEncode(text)}</text>");
        }

        return svg.Append("</svg></figure>").ToString();
    }
}
