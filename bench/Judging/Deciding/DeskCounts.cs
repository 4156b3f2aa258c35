using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Deciding;

/// <summary>What came in and what the product made of it.</summary>
internal sealed class DeskCounts
{
    public long Payloads { get; set; }

    /// <summary>Payloads broken on purpose, and those of them of which an adapter refused something.</summary>
    public long Torn { get; set; }

    public long TornRefused { get; set; }

    /// <summary>Whole payloads of which an adapter refused something.</summary>
    public long WholeRefused { get; set; }

    public long Entries { get; set; }

    public long Scans { get; private set; }

    /// <summary>Scans that were not known before.</summary>
    public long NewScans { get; private set; }

    /// <summary>Scans that parcels refused.</summary>
    public long Refused { get; private set; }

    /// <summary>The first refusal in words; empty for none.</summary>
    public string FirstRefusal { get; private set; } = "";

    public long Unmapped { get; private set; }

    public void Add(in ScanVerdict verdict)
    {
        Scans++;
        if (verdict.Result == ScanResultKind.Refused)
        {
            Refused++;
            FirstRefusal = FirstRefusal.Length > 0 ? FirstRefusal : $"{verdict.Rejection}: {verdict.Detail}";
        }
        else if (verdict.Result != ScanResultKind.Duplicate)
        {
            NewScans++;
            Unmapped += verdict.Unmapped ? 1 : 0;
        }
    }
}
