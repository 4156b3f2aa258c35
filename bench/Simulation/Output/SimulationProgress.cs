using Shipments.Bench.Simulation.Worlds;
using Spectre.Console;

namespace Shipments.Bench.Simulation.Output;

/// <summary>Shows how far a world has come: a bar on a terminal, a line for each tenth elsewhere. The drain after the last parcel is estimated.</summary>
internal static class SimulationProgress
{
    // Most parcels have ended so long after the last one was sent.
    private const int DrainDaysUsual = 60;

    /// <summary>Runs something that tells the times it reaches.</summary>
    public static void Run(IAnsiConsole console, WorldOptions options, Action<Action<int>> run, string name = "Simulated days")
    {
        int days = options.Days + DrainDaysUsual;
        if (!console.Profile.Capabilities.Interactive)
        {
            int told = 0;
            run(at =>
            {
                int tenth = at / OfficeHours.DaySeconds * 10 / days;
                if (tenth > told && tenth <= 10)
                    console.WriteLine($"{name}: {at / OfficeHours.DaySeconds} of about {days}");
                told = Math.Max(told, tenth);
            });
            return;
        }

        console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            ProgressTask task = context.AddTask(name, maxValue: days);
            run(at => task.Value = at / (double)OfficeHours.DaySeconds);
            task.Value = days;
        });
    }
}
