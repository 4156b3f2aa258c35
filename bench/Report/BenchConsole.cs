using Spectre.Console;

namespace Shipments.Bench.Report;

/// <summary>Where a person reads. A pipe or a file has no width of its own and wants no colours.</summary>
internal static class BenchConsole
{
    private const int RedirectedWidth = 160;

    /// <summary>Makes it.</summary>
    public static IAnsiConsole Make()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = RedirectedWidth;
        return plain;
    }
}
