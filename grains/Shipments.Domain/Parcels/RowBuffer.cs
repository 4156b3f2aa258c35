namespace Shipments.Domain.Parcels;

/// <summary>The bytes of a row that grows: rewritten in place, and moved only when they outgrow their room.</summary>
internal static class RowBuffer
{
    /// <summary>A row that is moved gets a third of its length as room to grow, some seven scans.</summary>
    private const int RoomPart = 3;

    /// <summary>Puts a row into a buffer.</summary>
    /// <param name="buffer">The buffer; another one where it is too small.</param>
    /// <param name="row">The row.</param>
    public static void Fill(ref byte[] buffer, ReadOnlySpan<byte> row)
    {
        byte[] room = buffer.Length >= row.Length ? buffer : GC.AllocateUninitializedArray<byte>(row.Length + (row.Length / RoomPart));
        row.CopyTo(room);
        buffer = room;
    }
}
