namespace Shipments.Domain.Lanes;

/// <summary>A stretch of a shard's journal as it is sent to one lane.</summary>
/// <param name="Lane">The lane's whole key.</param>
/// <param name="After">The place before the stretch.</param>
/// <param name="UpTo">Its last place; the same as <paramref name="After"/> to ask only how far the lane has come.</param>
/// <param name="Since">The durable cursor: every lane has saved what concerns it up to here.</param>
/// <param name="Cells">What it adds to the lane, as <see cref="LaneCells.Encode"/> writes it.</param>
/// <param name="AsOfMs">The commit time of its newest entry, in milliseconds since 1970-01-01 UTC; 0 for none.</param>
/// <param name="OldestMs">The commit time of its oldest entry; 0 for none.</param>
public sealed record LaneStretch(
    string Lane, long After, long UpTo, long Since, ReadOnlyMemory<byte> Cells, long AsOfMs, long OldestMs);
