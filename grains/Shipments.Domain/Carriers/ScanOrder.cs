using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>What a payload's order says about its scans: which came first within a minute, and which is the newest.</summary>
internal static class ScanOrder
{
    private const long MinuteMs = 60_000;

    /// <summary>
    /// Numbers the scans of each minute from 1, oldest first, so that the same scans get the same numbers in the next poll, where newer ones have
    /// joined them; attaches the promise to the newest scan; and gives each its id.
    /// </summary>
    /// <param name="scans">In the payload's order: newest first, unless their times say otherwise.</param>
    /// <param name="eta">What the carrier promises for the parcel, or null.</param>
    public static void Finish(IReadOnlyList<PayloadScan> scans, WindowRecord? eta)
    {
        List<ScanFact> facts = [.. scans.Select(scan => scan.Fact).OfType<ScanFact>()];
        if (facts.Count == 0)
            return;
        if (facts[0].Time.UtcMs >= facts[^1].Time.UtcMs)
            facts.Reverse();

        Dictionary<long, int> inMinute = [];
        ScanFact newest = facts[0];
        foreach (ScanFact fact in facts)
        {
            long minute = Math.DivRem(fact.Time.UtcMs, MinuteMs).Quotient;
            inMinute[minute] = inMinute.GetValueOrDefault(minute) + 1;
            fact.Sequence = inMinute[minute];
            if (fact.Time.UtcMs >= newest.Time.UtcMs)
                newest = fact;
        }

        if (eta is not null)
            newest.CarrierEta = eta;
        foreach (ScanFact fact in facts)
            fact.Id = ScanIds.Of(fact);
    }
}
