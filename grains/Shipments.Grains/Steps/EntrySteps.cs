using Shipments.Contracts;
using Shipments.Domain.Containers;
using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// Finds the steps of an entry. Most entries carry none, and the feed sees every entry, so the fields are walked over first and the entry is
/// parsed only when there is something to carry out.
/// </summary>
internal static class EntrySteps
{
    /// <summary>The steps of an entry in their order; none for most.</summary>
    public static IReadOnlyList<OutgoingStep> Of(FeedEntry entry)
    {
        string kind = entry.Key.Kind;
        if (kind == ActorKeys.ParcelKind)
            return Has(entry.Bytes, ParcelEntry.StepsFieldNumber) ? ParcelEntry.Parser.ParseFrom(entry.Bytes.Span).Steps : [];
        if (kind == ActorKeys.NumberKind)
            return Has(entry.Bytes, NumberEntry.StepsFieldNumber) ? NumberEntry.Parser.ParseFrom(entry.Bytes.Span).Steps : [];
        if (kind == ActorKeys.ContainerKind && Has(entry.Bytes, ContainerEntry.FanOutFieldNumber))
            return ContainerSteps.Of(entry.Key.Value, ContainerEntry.Parser.ParseFrom(entry.Bytes.Span));
        return [];
    }

    private static bool Has(ReadOnlyMemory<byte> message, int field)
    {
        ReadOnlySpan<byte> rest = message.Span;
        while (!rest.IsEmpty)
        {
            ulong tag = ReadVarint(ref rest);
            if ((int)(tag >> 3) == field)
                return true;
            Skip(ref rest, (int)(tag & 7));
        }

        return false;
    }

    private static void Skip(ref ReadOnlySpan<byte> rest, int wireType)
    {
        int length = wireType switch
        {
            0 => SkipVarint(ref rest),
            1 => 8,
            2 => checked((int)ReadVarint(ref rest)),
            5 => 4,
            _ => throw new InvalidDataException($"An entry has a field of wire type {wireType}."),
        };
        rest = rest[length..];
    }

    private static int SkipVarint(ref ReadOnlySpan<byte> rest)
    {
        ReadVarint(ref rest);
        return 0;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> rest)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = rest[0];
            rest = rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new InvalidDataException("An entry has a number of more than 64 bits.");
    }
}
