using System.Globalization;
using Spectre.Console;

namespace Shipments.Silo.Demo;

/// <summary>Where the demo prints: as wide as the terminal; as <c>COLUMNS</c> says where the output is a pipe or a file.</summary>
internal static class DemoConsole
{
    /// <summary>A pipe or a file has no width of its own: 100 columns where <c>COLUMNS</c> says nothing else.</summary>
    public const int RedirectedWidth = 100;

    /// <summary>Narrower than 40 columns no table can be read.</summary>
    public const int WidthMin = 40;

    /// <summary>Wider than 1,000 columns is no width but a mistake.</summary>
    public const int WidthMax = 1_000;

    /// <summary>The console of this process.</summary>
    public static IAnsiConsole Make() => Console.IsOutputRedirected
        ? Plain(Console.Out, WidthOf(Environment.GetEnvironmentVariable("COLUMNS")))
        : AnsiConsole.Console;

    /// <summary>What a variable COLUMNS says; the usual width when it is missing, no number, or out of bounds.</summary>
    public static int WidthOf(string? columns) =>
        int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width is >= WidthMin and <= WidthMax ? width : RedirectedWidth;

    /// <summary>One without colours.</summary>
    public static IAnsiConsole Plain(TextWriter output, int width)
    {
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output),
        });
        plain.Profile.Width = width;
        return plain;
    }
}
