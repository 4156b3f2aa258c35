using Google.Protobuf;
using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Requests;
using Shipments.Domain.Silence;
using Shipments.Domain.Steps;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>Applies committed entries. It runs no rule, so that what was decided and announced stays a fact under later rules.</summary>
public static class ParcelReplay
{
    /// <summary>The state after an entry; byte for byte the one its turn gave.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="entry">An encoded <see cref="ParcelEntry"/>.</param>
    /// <exception cref="UnreadableStateException">The bytes are no entry.</exception>
    public static ParcelState Apply(ParcelState state, ReadOnlyMemory<byte> entry)
    {
        ParcelEntry parsed;
        try
        {
            parsed = ParcelEntry.Parser.ParseFrom(entry.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UnreadableStateException($"A parcel's entry of {entry.Length} bytes does not parse.", e);
        }

        return Apply(state, new ParcelRowFields(state.Row), parsed, entry);
    }

    /// <summary>Whether an entry says nothing.</summary>
    internal static bool IsEmpty(ParcelEntry entry) => entry.Registered is null && entry.Scans.Count == 0 && entry.Numbers is null
        && entry.Updated is null && entry.Rerouted.Count == 0 && entry.Decided is null && entry.Requests.Count == 0 && entry.StepsHeeded.Count == 0
        && entry.Steps.Count == 0 && entry.Merges is null && entry.Containers.Count == 0 && entry.Polls.Count == 0
        && entry.Silence is null;

    /// <summary>Applies an entry to a state. The entry is not changed.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="row">That state's row.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="encoded">The same, encoded; kept.</param>
    internal static ParcelState Apply(ParcelState state, ParcelRowFields row, ParcelEntry entry, ReadOnlyMemory<byte> encoded) =>
        state.Registered && ParcelRowAppend.IsAppend(row, entry, out long arrivals)
            ? state.With(entry, encoded, arrivals)
            : ApplyWhole(state, entry);

    /// <summary>The same by parsing all of the row.</summary>
    internal static ParcelState ApplyWhole(ParcelState state, ParcelEntry entry)
    {
        ParcelStateRecord record = state.ReadRecord();
        if (entry.Registered is not null)
            Register(record, entry);
        if (entry.Updated is not null)
            Update(record, entry.Updated);
        foreach (ParcelNumber number in entry.Numbers?.Numbers ?? [])
            ParcelNumbers.Replay(record.Numbers, number);
        if (entry.Scans.Count > 0 || entry.Rerouted.Count > 0)
            ApplyScans(record, entry);
        if (entry.Merges is not null)
            MergeReplay.Apply(record, entry.Merges);
        if (entry.Decided is not null)
            record.Decided = entry.Decided;
        ParcelContainers.Replay(record.Containers, entry.Containers);
        RequestMemory.Replay(record.Requests, entry.Requests);
        StepMarks.Replay(record.Steps, entry.StepsHeeded);
        ParcelPolls.Replay(record.Polls, entry.Polls);
        if (entry.Silence is not null)
            record.Silence = ParcelSilence.Kept(entry.Silence);
        record.UpdatedMs = entry.AtMs;
        return ParcelState.Encode(record, state);
    }

    private static void Register(ParcelStateRecord record, ParcelEntry entry)
    {
        ParcelRegistered registered = entry.Registered;
        record.Registered = true;
        record.CreatedMs = entry.AtMs;
        Update(record, registered);
        record.Numbers.Add(registered.Numbers);
        record.CreatedBy = entry.CreatedBy;
    }

    private static void Update(ParcelStateRecord record, ParcelRegistered updated)
    {
        record.Service = updated.Service;
        record.OriginCountry = updated.OriginCountry;
        record.DestinationCountry = updated.DestinationCountry;
        record.UntrackedService = updated.UntrackedService;
        record.Declaration = updated.Declaration;
        record.Labels.Clear();
        record.Labels.Add(updated.Labels);
    }

    private static void ApplyScans(ParcelStateRecord record, ParcelEntry entry)
    {
        ScanLog log = new(record.ScanLog.Memory);
        foreach (ScansRerouted rerouted in entry.Rerouted)
        {
            foreach (ulong id in rerouted.Removed)
                log.Remove(id);
        }

        foreach (ScanChange change in entry.Scans)
        {
            log.Put(change.Scan);
            record.Arrivals = Math.Max(record.Arrivals, change.Scan.Arrival);
        }

        record.ScanLog = UnsafeByteOperations.UnsafeWrap(log.ToBytes());
    }
}
