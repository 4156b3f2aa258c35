namespace Shipments.Bench.Report;

/// <summary>The report as one page that needs nothing else: tables, and plots drawn as SVG, in light and in dark.</summary>
internal static class HtmlReport
{
    /// <summary>Writes it.</summary>
    public static Task WriteAsync(LoadReport report, string path, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(path, ReportPage.Of(report), cancellationToken);
}
