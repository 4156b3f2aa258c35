using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Shipments.Bench.Micro;

/// <summary>The command <c>micro</c>.</summary>
internal static class MicroCommand
{
    private static readonly Type[] Benchmarks = [typeof(TurnBenchmarks), typeof(BlockBenchmarks)];

    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string> filter = new("--filter") { Description = "Which to run, as a glob over type.method. Default all.", DefaultValueFactory = _ => "*" };
        Command command = new("micro", "Times the hot pieces of one scan's way, with the bytes each allocates.") { filter };
        command.SetAction(parsed => Run(parsed.GetValue(filter)!));
        return command;
    }

    // In this process: a build of its own for each run would need the packages again, and the two cores are few.
    private static int Run(string filter)
    {
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "shipments-micro"));
        BenchmarkSwitcher.FromTypes(Benchmarks).Run(["--filter", filter], config);
        return 0;
    }
}
