using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>Scans as they come in, before any rule reads them.</summary>
internal static class ReceivedScans
{
    /// <summary>The scan with its id, its window stamped with the receipt, and no empty window. The scan itself is not changed.</summary>
    public static ScanFact Normalised(ScanFact fact)
    {
        bool emptyWindow = fact.CarrierEta is not null && Windows.SaysNothing(fact.CarrierEta);
        bool unstamped = fact.CarrierEta is { SaidMs: 0 };
        if (fact.Id != 0 && !emptyWindow && !unstamped)
            return fact;
        ScanFact own = fact.Clone();
        if (own.Id == 0)
            own.Id = ScanIds.Of(own);
        if (emptyWindow)
            own.CarrierEta = null;
        else if (unstamped)
            own.CarrierEta.SaidMs = own.ReceivedMs;
        return own;
    }
}
