namespace Shipments.Storage;

/// <summary>What parcels are listed by; of equal ones the id decides. The numbers stand in page tokens: fixed for ever.</summary>
public enum ParcelOrder
{
    /// <summary>When they were registered.</summary>
    Created = 0,

    /// <summary>When the newest scan of each happened; those without a scan are the least.</summary>
    LastEvent = 1,
}
