namespace Shipments.Storage;

/// <summary>When to look at the leases of others again.</summary>
internal static class LeaseLook
{
    /// <summary>So much later than a lease may be taken over, as the store's clock and ours are read one after the other.</summary>
    internal static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// After how long: at the next renewal, or as soon as another silo's lease may be taken over, if nobody renews it until then. One that may be already is not
    /// waited for: somebody takes it, or it stands in the way of nobody.
    /// </summary>
    /// <param name="leases">The leases as they are now.</param>
    /// <param name="own">This silo's.</param>
    /// <param name="renewEvery">The time between renewals.</param>
    /// <param name="grace">How long a lapsed lease is left alone.</param>
    public static TimeSpan After(IReadOnlyList<LeaseRow> leases, long own, TimeSpan renewEvery, TimeSpan grace)
    {
        TimeSpan after = renewEvery;
        foreach (LeaseRow lease in leases)
        {
            TimeSpan free = lease.EndsIn + grace;
            if (lease.Lease != own && free > TimeSpan.Zero && free + Slack < after)
                after = free + Slack;
        }

        return after;
    }
}
