using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Shipments.Contracts.Serialization;

/// <summary>Writes protobuf messages in grain calls between silos as one length-delimited field: a length, then the message's own bytes.</summary>
public sealed class MessageCodec : IGeneralizedCodec
{
    private static readonly ConcurrentDictionary<Type, MessageParser> Parsers = new();

    /// <inheritdoc/>
    public bool IsSupportedType(Type type) => typeof(IMessage).IsAssignableFrom(type) && !type.IsAbstract;

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        // A type that is the expected one would be left out, and the reader of a general codec is not told what was expected.
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, typeof(IMessage), value))
            return;
        writer.WriteFieldHeader(fieldIdDelta, typeof(IMessage), value!.GetType(), WireType.LengthPrefixed);
        var message = (IMessage)value;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(message.CalculateSize());
        int length = message.CalculateSize();
        message.WriteTo(bytes.AsSpan(0, length));
        writer.WriteVarUInt32((uint)length);
        writer.Write(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <inheritdoc/>
    public object ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
            return ReferenceCodec.ReadReference(ref reader, field.FieldType!)!;
        Type type = field.FieldType ?? throw new InvalidOperationException("A protobuf message came without its type.");
        uint reference = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        int length = checked((int)reader.ReadVarUInt32());
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        reader.ReadBytes(bytes.AsSpan(0, length));
        IMessage message = Parsers.GetOrAdd(type, ParserOf).ParseFrom(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        ReferenceCodec.RecordObject(reader.Session, message, reference);
        return message;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Generated messages keep their parser.")]
    private static MessageParser ParserOf(Type type) =>
        (MessageParser)(type.GetProperty("Parser")?.GetValue(null)
            ?? throw new InvalidOperationException($"{type} is a message without a parser."));
}
