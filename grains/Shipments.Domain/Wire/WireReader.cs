namespace Shipments.Domain.Wire;

/// <summary>Walks over encoded protobuf messages. Anything that is none throws, however it is broken.</summary>
internal static class WireReader
{
    /// <summary>Goes past one field and gives its number.</summary>
    /// <exception cref="UnreadableStateException">There is no field.</exception>
    public static int SkipField(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong tag = ReadVarint(bytes, ref at);
        ulong number = tag >> 3;
        ulong length = (tag & 7) switch
        {
            0 => SkipVarint(bytes, ref at),
            1 => 8,
            2 => ReadVarint(bytes, ref at),
            5 => 4,
            _ => throw Broken(bytes, at),
        };
        if (number is 0 or > int.MaxValue || length > (ulong)(bytes.Length - at))
            throw Broken(bytes, at);
        at += (int)length;
        return (int)number;
    }

    /// <summary>Reads a number of up to 64 bits.</summary>
    /// <exception cref="UnreadableStateException">There is none.</exception>
    public static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64 && at < bytes.Length; shift += 7)
        {
            byte part = bytes[at++];
            value |= (part & 0x7fUL) << shift;
            if (part < 0x80)
                return value;
        }

        throw Broken(bytes, at);
    }

    private static ulong SkipVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ReadVarint(bytes, ref at);
        return 0;
    }

    private static UnreadableStateException Broken(ReadOnlySpan<byte> bytes, int at) =>
        new($"A message of {bytes.Length} bytes is broken at byte {at}.");
}
