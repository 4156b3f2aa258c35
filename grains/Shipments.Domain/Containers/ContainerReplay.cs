using Google.Protobuf;
using Google.Protobuf.Collections;
using Shipments.Domain.Requests;
using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>Applies committed entries. It runs no rule, so that what was decided stays a fact under later rules.</summary>
public static class ContainerReplay
{
    /// <summary>The state after an entry; byte for byte the one its turn gave.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="version">The version after it.</param>
    /// <param name="entry">An encoded <see cref="ContainerEntry"/>.</param>
    /// <exception cref="UnreadableStateException">The bytes are no entry.</exception>
    public static ContainerState Apply(ContainerState state, long version, ReadOnlyMemory<byte> entry)
    {
        try
        {
            return Apply(state.ReadRecord(), version, ContainerEntry.Parser.ParseFrom(entry.Span));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UnreadableStateException($"A container's entry of {entry.Length} bytes does not parse.", e);
        }
    }

    /// <summary>Applies an entry to a record. The record is used up; the entry is not changed.</summary>
    internal static ContainerState Apply(ContainerStateRecord record, long version, ContainerEntry entry)
    {
        if (entry.Created != 0)
        {
            record.Kind = entry.Created;
            record.CreatedMs = entry.AtMs;
            record.CreatedBy = entry.CreatedBy;
        }

        record.UpdatedMs = entry.AtMs;
        foreach (ContainerMemberMoves moves in entry.Moves)
            Apply(record, moves);
        foreach (ContainerScan scan in entry.Scans)
            Put(record, scan);
        if (entry.Opened)
            record.Seal = null;
        if (entry.Sealed is not null)
            record.Seal = entry.Sealed;
        EndSlice(record, entry);
        if (entry.FanOut is { } fanOut)
            Begin(record, version, fanOut);
        RequestMemory.Replay(record.Requests, entry.Requests);
        return ContainerState.Encode(record);
    }

    /// <summary>Puts a scan in the place of the one of its id, or last.</summary>
    internal static void Put(ContainerStateRecord record, ContainerScan scan)
    {
        int at = 0;
        while (at < record.Scans.Count && record.Scans[at].Fact.Id != scan.Fact.Id)
            at++;
        if (at < record.Scans.Count)
            record.Scans[at] = scan;
        else
            record.Scans.Add(scan);
    }

    /// <summary>Sets a member's moves.</summary>
    internal static void Apply(ContainerStateRecord record, ContainerMemberMoves moves)
    {
        if (moves.Member == record.Members.Count)
            record.Members.Add(new ContainerMember { Id = moves.Id });
        ContainerMember member = record.Members[moves.Member];
        member.Moves.Clear();
        member.Moves.Add(moves.Moves);
    }

    private static void EndSlice(ContainerStateRecord record, ContainerEntry entry)
    {
        foreach (StepAnswered refused in entry.Refused)
        {
            record.UnderWay.Refused.Add(refused.Ordinal);
            record.Refused++;
        }

        if (entry.SliceEnded)
            End(record, entry.Late);
        foreach (StepAnswered answered in entry.LateAnswered)
            Answer(record, answered);
    }

    /// <summary>Ends the slice under way; the members of some steps are late.</summary>
    internal static void End(ContainerStateRecord record, RepeatedField<int> late)
    {
        foreach (int ordinal in late)
            record.Late.Add(new LateMember { Version = record.UnderWay.Version, Ordinal = ordinal, Member = record.UnderWay.Members[ordinal] });
        record.UnderWay = null;
    }

    /// <summary>Notes the answer of a late member.</summary>
    internal static void Answer(ContainerStateRecord record, StepAnswered answered)
    {
        for (int i = record.Late.Count - 1; i >= 0; i--)
        {
            if (record.Late[i].Version == answered.Version && record.Late[i].Ordinal == answered.Ordinal)
                record.Late.RemoveAt(i);
        }

        record.Refused += answered.Refused.Length > 0 ? 1 : 0;
    }

    private static void Begin(ContainerStateRecord record, long version, ContainerFanOut fanOut)
    {
        record.UnderWay = new ContainerSlice { Version = version };
        foreach (FanOutTarget target in fanOut.Targets)
        {
            record.UnderWay.Members.Add(target.Member);
            ContainerMember member = record.Members[target.Member];
            if (target.HasMoves)
            {
                member.ToldMoves.Clear();
                member.ToldMoves.Add(target.Moves);
            }

            byte[] told = new byte[(record.Scans.Count + 7) / 8];
            member.Told.Span.CopyTo(told);
            foreach (FanOutChange change in target.Changes)
            {
                int scan = fanOut.Scans[change.Scan].Scan;
                told[scan / 8] ^= (byte)(1 << (scan % 8));
                if (change.Withdraw)
                    CountWithdrawal(member, scan);
            }

            member.Told = ByteString.CopyFrom(told);
        }
    }

    private static void CountWithdrawal(ContainerMember member, int scan)
    {
        foreach (ScanWithdrawals withdrawals in member.Withdrawals)
        {
            if (withdrawals.Scan == scan)
            {
                withdrawals.Times++;
                return;
            }
        }

        member.Withdrawals.Add(new ScanWithdrawals { Scan = scan, Times = 1 });
    }
}
