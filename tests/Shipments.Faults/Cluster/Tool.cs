using Shipments.TestKit.Processes;

namespace Shipments.Faults.Cluster;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task RunAsync(string file, params string[] arguments)
    {
        await using var process = ChildProcess.Start(file, arguments);
        if (await process.ExitAsync($"the end of {file} {string.Join(' ', arguments)}", s_limit) is var code && code != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {code}:\n{process.Output}");
    }
}
