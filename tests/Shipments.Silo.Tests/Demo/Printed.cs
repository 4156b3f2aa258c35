using Shipments.Silo.Demo;

namespace Shipments.Silo.Tests.Demo;

/// <summary>A report as a console of some width prints it.</summary>
internal static class Printed
{
    /// <summary>A narrow terminal, a pipe, and a wide one.</summary>
    public static readonly int[] Widths = [80, 100, 160];

    /// <summary>The lines; none of them is wider than the console.</summary>
    public static string[] Lines(DemoReport report, int width)
    {
        using StringWriter text = new();
        DemoTables tables = new(DemoConsole.Plain(text, width));
        tables.Print(report);
        tables.PrintLanes(report.Lanes);
        string[] lines = text.ToString().Split('\n');
        lines.Should().OnlyContain(line => line.Length <= width, $"a console has {width} columns");
        return lines;
    }
}
