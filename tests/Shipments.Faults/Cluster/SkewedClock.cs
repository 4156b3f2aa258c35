namespace Shipments.Faults.Cluster;

/// <summary>
/// The clock of one process, which can be set while it runs: libfaketime moves what the system call answers, so every part of the process is
/// concerned, Orleans and the database's driver too, which an injected clock would not reach. The monotonic clock stays right, as on a machine
/// whose time is set.
/// </summary>
/// <param name="file">Where the offset stands; the library looks each second.</param>
internal sealed class SkewedClock(string file)
{
    private static readonly string[] s_places = ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime"];

    /// <summary>The library, or null where it is not installed (Debian: libfaketime).</summary>
    public static string? Library { get; } = s_places.Select(place => Path.Combine(place, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    /// <summary>What a command begins with so that this is its clock.</summary>
    public string[] Command =>
        ["env", $"LD_PRELOAD={Library}", $"FAKETIME_TIMESTAMP_FILE={file}", "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_CACHE_DURATION=1"];

    /// <summary>Sets it off by so much.</summary>
    public void Set(TimeSpan skew) => File.WriteAllText(file, FormattableString.Invariant($"{(int)skew.TotalSeconds:+0;-0;+0}\n"));
}
