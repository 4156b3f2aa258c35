using Shipments.Bench.Checking;

namespace Shipments.Bench.Report;

/// <summary>What scans were answered, the warm-up included.</summary>
internal sealed record AnswerReport(long Recorded, long Duplicates, long Held, long HeldOfNobody, long Unmapped)
{
    /// <summary>Reads a check.</summary>
    public static AnswerReport Of(AnswerCheck check) => new(check.Recorded, check.Duplicates, check.Held, check.HeldOfNobody, check.Unmapped);
}
