namespace Shipments.Storage;

/// <summary>A silo's lease.</summary>
/// <param name="Lease">Its id.</param>
/// <param name="Address">Where the silo is reached.</param>
/// <param name="EndsIn">How long it lasts by the store's clock unless it is renewed; negative when it ended.</param>
/// <param name="Writer">The newest live writer of the silo, 0 for none: where a hand-over goes.</param>
/// <param name="Leaving">Whether the silo should get no shards: it leaves, or has not joined yet.</param>
internal sealed record LeaseRow(long Lease, string Address, TimeSpan EndsIn, long Writer, bool Leaving = false)
{
    /// <summary>Whether it ended.</summary>
    public bool Lapsed => EndsIn < TimeSpan.Zero;
}
