using Shipments.Bench.Measuring;

namespace Shipments.Bench.Report;

/// <summary>One second of a series: the calls sent in it, what ended in it, and its latencies in milliseconds.</summary>
internal sealed record SecondReport(int Second, long Sent, long Items, long Failed, double P50, double P99, double Max)
{
    /// <summary>Reads a slot.</summary>
    public static SecondReport Of(int second, SecondSlot slot) => new(
        second, slot.Sent, slot.Items, slot.Failed, slot.Latencies.At(50).TotalMilliseconds, slot.Latencies.At(99).TotalMilliseconds,
        slot.Latencies.Max.TotalMilliseconds);
}
