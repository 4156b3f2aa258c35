namespace Shipments.Domain.Lanes;

/// <summary>Walks over the fields of an encoded protobuf message without making objects of it.</summary>
/// <param name="message">The message's bytes.</param>
internal ref struct FieldReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The number of the next field; 0 at the end. Its value must be read or skipped before the next one.</summary>
    public int NextField()
    {
        if (_rest.IsEmpty)
            return 0;
        ulong tag = Varint();
        _wireType = (int)(tag & 7);
        return (int)(tag >> 3);
    }

    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
                break;
            byte part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new InvalidDataException("A number does not end.");
    }

    public ReadOnlySpan<byte> Bytes() => Take(Varint());

    public void Skip()
    {
        switch (_wireType)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Take(Varint());
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new InvalidDataException($"A field has the wire type {_wireType}.");
        }
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw new InvalidDataException($"A field of {length} bytes has {_rest.Length}.");
        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
