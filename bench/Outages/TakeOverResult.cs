namespace Shipments.Bench.Outages;

/// <summary>How long keys did not serve after their silo was killed, in seconds.</summary>
/// <param name="Seconds">Until the last of all keys served.</param>
/// <param name="Median">Until half of the keys that were out served again; 0 when none was out.</param>
/// <param name="Keys">Keys that were asked.</param>
/// <param name="Out">Of these, those that did not serve for longer than all did before the kill.</param>
/// <param name="BeforeSeconds">How long all keys took before the kill, under the same load.</param>
/// <param name="Unserved">Keys that did not serve until it was given up.</param>
internal sealed record TakeOverResult(double Seconds, double Median, int Keys, int Out, double BeforeSeconds, int Unserved)
{
    /// <summary>Reckons it from how long each key took, shortest first.</summary>
    /// <param name="before">Before the kill.</param>
    /// <param name="after">After it.</param>
    /// <param name="within">What a key took that did not serve.</param>
    public static TakeOverResult Of(IReadOnlyList<TimeSpan> before, IReadOnlyList<TimeSpan> after, TimeSpan within)
    {
        TimeSpan[] missing = [.. after.Where(taken => taken > before[^1])];
        double median = missing.Length == 0 ? 0 : missing[(missing.Length - 1) / 2].TotalSeconds;
        return new TakeOverResult(after[^1].TotalSeconds, median, after.Count, missing.Length, before[^1].TotalSeconds, after.Count(taken => taken >= within));
    }
}
