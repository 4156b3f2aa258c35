using System.Text.Json;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>Tells EPCIS apart: by the body of a document, by the standard's own word for the type, or by the offset that only its events have.</summary>
internal static class EpcisShape
{
    public enum Mark
    {
        None,
        Type,
        Own,
    }

    /// <summary>What a name at the top may show.</summary>
    public static Mark MarkOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("epcisBody"u8) || name.SequenceEqual("eventTimeZoneOffset"u8))
            return Mark.Own;
        return name.SequenceEqual("type"u8) ? Mark.Type : Mark.None;
    }

    /// <summary>Whether the value the reader stands on shows it.</summary>
    public static bool Fits(Mark mark, Utf8JsonReader reader) => mark switch
    {
        Mark.None => false,
        Mark.Own => true,
        Mark.Type => reader.TokenType == JsonTokenType.String && IsType(reader.ValueSpan),
    };

    private static bool IsType(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("EPCISDocument"u8) || type.SequenceEqual("EPCISQueryDocument"u8) || type.SequenceEqual("ObjectEvent"u8)
        || type.SequenceEqual("AggregationEvent"u8) || type.SequenceEqual("TransactionEvent"u8) || type.SequenceEqual("TransformationEvent"u8)
        || type.SequenceEqual("AssociationEvent"u8);
}
