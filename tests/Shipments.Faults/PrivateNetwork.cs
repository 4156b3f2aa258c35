using System.Diagnostics;
using System.Runtime.InteropServices;

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

    /// <summary>
    /// This process becomes the one inside, with the same arguments: so whoever ends this process ends all that it started. Returns never.
    /// </summary>
    /// <exception cref="InvalidOperationException">It could not.</exception>
    public static void Enter(IEnumerable<string> arguments)
    {
        string?[] command =
        [
            "unshare", .. s_unshare, "sh", "-c", $"{Prepare} && exec env {Variable}=1 \"$@\"", "sh", "dotnet", typeof(PrivateNetwork).Assembly.Location, .. arguments, null,
        ];
        throw new InvalidOperationException($"unshare was answered {Execute("unshare", command)}: error {Marshal.GetLastPInvokeError()}.");
    }

    private static async Task<int> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("unshare", [.. s_unshare, .. command]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    [DllImport("libc", EntryPoint = "execvp", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Execute(string file, string?[] arguments);
}
