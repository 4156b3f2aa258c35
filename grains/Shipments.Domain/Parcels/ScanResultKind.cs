namespace Shipments.Domain.Parcels;

/// <summary>What became of a scan. The numbers are those of the public ScanResult: fixed for ever.</summary>
public enum ScanResultKind
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Taken.</summary>
    Recorded = 1,

    /// <summary>Known already, exactly; nothing changed.</summary>
    Duplicate = 2,

    /// <summary>Known already with less; the known one now says more, or has a further witness.</summary>
    Merged = 3,

    /// <summary>It changed or took back an earlier scan, and the state was worked out anew.</summary>
    Corrected = 4,

    /// <summary>Its number belongs to nobody yet.</summary>
    Held = 5,

    /// <summary>Not taken.</summary>
    Refused = 6,
}
