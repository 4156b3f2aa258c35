using Google.Protobuf;
using Shipments.Domain.Requests;
using Shipments.Domain.Steps;
using Shipments.Journal.V1;

namespace Shipments.Domain.Numbers;

/// <summary>Applies committed entries. It runs no rule, so that what was decided stays a fact under later rules.</summary>
public static class NumberReplay
{
    /// <summary>The state after an entry; byte for byte the one its turn gave.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="entry">An encoded <see cref="NumberEntry"/>.</param>
    /// <exception cref="UnreadableStateException">The bytes are no entry.</exception>
    public static NumberState Apply(NumberState state, ReadOnlyMemory<byte> entry)
    {
        NumberEntry parsed;
        try
        {
            parsed = NumberEntry.Parser.ParseFrom(entry.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UnreadableStateException($"A number's entry of {entry.Length} bytes does not parse.", e);
        }

        return Apply(state.ReadRecord(), parsed);
    }

    /// <summary>Applies an entry to a record. The record is used up; the entry is not changed.</summary>
    internal static NumberState Apply(NumberStateRecord record, NumberEntry entry)
    {
        if (record.CreatedMs == 0)
            record.CreatedMs = entry.AtMs;
        record.UpdatedMs = entry.AtMs;
        if (entry.Holders is { } holders)
        {
            record.HoldersVersion = holders.Version;
            record.Issuer = holders.Issuer;
            record.Holders.Clear();
            record.Holders.Add(holders.Holders);
        }

        HeldScans.Replay(record, entry);
        NotedNames.Replay(record, entry);
        RequestMemory.Replay(record.Requests, entry.Requests);
        StepMarks.Replay(record.Steps, entry.StepsHeeded);
        foreach (StepAnswered answered in entry.Answered)
        {
            if (answered.Refused.Length > 0)
                record.Refused = new StepMark { Version = answered.Version, Ordinal = answered.Ordinal };
        }

        return NumberState.Encode(record);
    }
}
