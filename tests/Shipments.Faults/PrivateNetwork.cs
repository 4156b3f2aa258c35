using System.Diagnostics;

namespace Shipments.Faults;

/// <summary>
/// Runs the driver once more in namespaces of its own: network, mounts and processes. So it may make hosts and cut them without touching the
/// machine's network, and whatever it started ends with it, even when it is killed.
/// </summary>
internal static class PrivateNetwork
{
    private const string Variable = "SHIPMENTS_FAULTS_NETWORK";

    private const string Prepare = "mkdir -p /run/netns && mount -t tmpfs none /run/netns && ip link set lo up";

    private static readonly string[] s_unshare = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];

    /// <summary>Whether this process is in it.</summary>
    public static bool IsInside => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Whether this machine lets us make one.</summary>
    public static async Task<bool> IsPossibleAsync()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return false;
        try
        {
            return await RunAsync("sh", "-c", $"{Prepare} && ip netns add probe && ip netns del probe") == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs this program with its arguments inside, and gives its exit code.</summary>
    public static Task<int> EnterAsync(IEnumerable<string> arguments) =>
        RunAsync(["sh", "-c", $"{Prepare} && exec env {Variable}=1 \"$@\"", "sh", "dotnet", typeof(PrivateNetwork).Assembly.Location, .. arguments]);

    private static async Task<int> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("unshare", [.. s_unshare, .. command]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
