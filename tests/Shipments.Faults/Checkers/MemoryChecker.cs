namespace Shipments.Faults.Checkers;

/// <summary>The memory of silos stays below a bound.</summary>
internal static class MemoryChecker
{
    public static IEnumerable<string> Check(IEnumerable<(string Silo, long ResidentBytes)> samples, long bytesMax) => samples
        .GroupBy(sample => sample.Silo)
        .Select(silo => (Silo: silo.Key, Most: silo.Max(sample => sample.ResidentBytes)))
        .Where(silo => silo.Most > bytesMax)
        .Select(silo => $"memory: {silo.Silo} held {silo.Most} bytes, {bytesMax} are allowed");
}
