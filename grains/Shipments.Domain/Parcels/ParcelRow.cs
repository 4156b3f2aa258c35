using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// A parcel's row: its bytes, or the row before with an entry behind it that only adds to it. Nearly every entry does, and a row of two kilobytes that
/// is made for each scan lives until the parcel's next one, which costs the collector more than the whole turn; the entry's bytes are there
/// anyhow. Immutable and thread-safe.
/// </summary>
internal sealed class ParcelRow
{
    /// <summary>A row has at most so many entries behind it; the next one makes it whole.</summary>
    public const int EntriesMax = 8;

    private const int ObjectBytes = 64;

    private readonly ParcelRow? _before;
    private readonly ReadOnlyMemory<byte> _bytes;

    private ParcelRow(ParcelRow? before, ReadOnlyMemory<byte> bytes, long arrivals)
    {
        (_before, _bytes, Arrivals) = (before, bytes, arrivals);
        Entries = before is null ? 0 : before.Entries + 1;
        SizeBytes = bytes.Length + (before is null ? 0 : before.SizeBytes + ObjectBytes);
    }

    /// <summary>About how many bytes it occupies.</summary>
    public int SizeBytes { get; }

    /// <summary>How many entries are behind it.</summary>
    public int Entries { get; }

    /// <summary>The encoded <see cref="ParcelStateRecord"/>; made anew each time unless the row is whole.</summary>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            if (_before is null)
                return _bytes;
            ReadOnlyMemory<byte>[] entries = EntriesBehind(out ReadOnlyMemory<byte> whole);
            return RowJoin.Join(whole, entries, Arrivals);
        }
    }

    /// <summary>How many scans ever came; known where entries are behind it.</summary>
    public long Arrivals { get; }

    /// <summary>The entries behind the last row that was whole, oldest first.</summary>
    /// <param name="whole">That row.</param>
    public ReadOnlyMemory<byte>[] EntriesBehind(out ReadOnlyMemory<byte> whole)
    {
        ReadOnlyMemory<byte>[] entries = Entries == 0 ? [] : new ReadOnlyMemory<byte>[Entries];
        ParcelRow row = this;
        for (; row._before is not null; row = row._before)
            entries[row.Entries - 1] = row._bytes;
        whole = row._bytes;
        return entries;
    }

    /// <summary>Puts the whole row into a buffer, which may be the one that the last whole row stands in.</summary>
    /// <param name="buffer">The buffer; another one, with room to grow, where it is too small.</param>
    /// <returns>The row's length.</returns>
    public int WriteTo(ref byte[] buffer)
    {
        if (_before is not null)
        {
            ReadOnlyMemory<byte>[] entries = EntriesBehind(out ReadOnlyMemory<byte> whole);
            return RowJoin.JoinInto(whole, entries, Arrivals, ref buffer);
        }

        RowBuffer.Fill(ref buffer, _bytes.Span);
        return _bytes.Length;
    }

    /// <summary>The row of these bytes.</summary>
    public static ParcelRow Whole(ReadOnlyMemory<byte> bytes) => new(null, bytes, 0);

    /// <summary>This row with an entry behind it.</summary>
    /// <param name="entry">An encoded <see cref="ParcelEntry"/> of which <see cref="ParcelRowAppend.IsAppend"/> holds; kept.</param>
    /// <param name="arrivals">The row's arrivals after it.</param>
    public ParcelRow With(ReadOnlyMemory<byte> entry, long arrivals)
    {
        ParcelRow next = new(this, entry, arrivals);
        return Entries < EntriesMax ? next : Whole(next.Bytes);
    }
}
