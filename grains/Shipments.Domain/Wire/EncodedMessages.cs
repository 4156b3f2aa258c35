using Google.Protobuf;

namespace Shipments.Domain.Wire;

/// <summary>Compares messages with what they were encoded as, without parsing.</summary>
internal static class EncodedMessages
{
    private const int BytesOnStack = 1_024;

    /// <summary>Whether a message encodes to just these bytes.</summary>
    public static bool IsEncodedAs(this IMessage message, ReadOnlySpan<byte> bytes)
    {
        int size = message.CalculateSize();
        if (size != bytes.Length)
            return false;
        Span<byte> encoded = size <= BytesOnStack ? stackalloc byte[size] : new byte[size];
        message.WriteTo(encoded);
        return encoded.SequenceEqual(bytes);
    }
}
