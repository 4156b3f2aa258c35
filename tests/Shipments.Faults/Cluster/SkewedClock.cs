namespace Shipments.Faults.Cluster;

/// <summary>
/// A process whose clock is wrong: libfaketime moves what the system call answers, so every part of the process is concerned, Orleans and the
/// database's driver too, which an injected clock would not reach. The monotonic clock stays right, as on a machine whose time was set wrongly.
/// </summary>
internal static class SkewedClock
{
    private static readonly string[] s_places = ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime"];

    /// <summary>The library, or null where it is not installed (Debian: libfaketime).</summary>
    public static string? Library { get; } = s_places.Select(place => Path.Combine(place, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    /// <summary>What a command begins with so that its clock is off.</summary>
    public static string[] By(TimeSpan skew) => skew == TimeSpan.Zero
        ? []
        : ["env", $"LD_PRELOAD={Library}", $"FAKETIME={(int)skew.TotalSeconds:+0;-0}s", "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_NO_CACHE=1"];
}
