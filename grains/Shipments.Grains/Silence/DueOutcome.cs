namespace Shipments.Grains.Silence;

/// <summary>What came of waking an actor.</summary>
internal enum DueOutcome
{
    /// <summary>A parcel that is stalled from now on.</summary>
    Stalled,

    /// <summary>A parcel that is expired from now on.</summary>
    Expired,

    /// <summary>A parcel of which something was heard meanwhile, or whose limits are longer now.</summary>
    Early,

    /// <summary>A tracking number, whose held scans were looked through.</summary>
    Number,

    /// <summary>It did not answer, or not well. It is woken again later.</summary>
    Failed,

    /// <summary>It failed before, and its pause is not over.</summary>
    Paused,
}
