using Google.Protobuf;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Scans;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// A parcel between turns: its encoded row and the few values that lists and reads want at once. Immutable and thread-safe, but for the one that
/// <see cref="Settle"/> made, which the next <see cref="Settle"/> changes.
/// </summary>
public sealed class ParcelState
{
    private const int ObjectBytes = 136;

    private static readonly Dictionary<ulong, List<string>> NoMerges = [];

    // One of the two: a row that nothing changes, or one that is brought on in place.
    private readonly ParcelRow? _row;
    private byte[]? _buffer;
    private int _length;

    private ParcelState(ParcelRow row, bool registered, long createdMs, ParcelDecided decided, string lane, long dueMs)
    {
        _row = row;
        Registered = registered;
        Phase = (Phase)decided.Phase;
        Lane = lane;
        CreatedMs = createdMs;
        LastEventMs = decided.LastEventMs;
        EtaToMs = decided.Eta?.ToMs ?? 0;
        FlagBits = ParcelFlagBits.Of(decided);
        ScanCount = decided.ScanCount;
        DueMs = dueMs;
    }

    private ParcelState(ParcelRow? row, ParcelState before)
    {
        _row = row;
        Lane = "";
        TakeValues(before);
    }

    /// <summary>A parcel nobody registered.</summary>
    public static ParcelState Empty { get; } = new(ParcelRow.Whole(ReadOnlyMemory<byte>.Empty), registered: false, 0, new ParcelDecided(), "", 0);

    /// <summary>The row: an encoded <see cref="ParcelStateRecord"/>; empty for <see cref="Empty"/>. It may be made anew each time it is asked for.</summary>
    public ReadOnlyMemory<byte> Bytes => Row.Bytes;

    /// <summary>The row, as a turn reads it.</summary>
    internal ParcelRow Row => _row ?? ParcelRow.Whole(_buffer.AsMemory(0, _length));

    /// <summary>Whether somebody registered it.</summary>
    public bool Registered { get; private set; }

    /// <summary>Where it is on its way; <see cref="Phase.None"/> until registered.</summary>
    public Phase Phase { get; private set; }

    /// <summary>The lane's key, <c>{origin}-{destination}/{service}</c>; empty until registered.</summary>
    public string Lane { get; private set; }

    /// <summary>Registration, in milliseconds since 1970-01-01 UTC as the others; 0 until registered.</summary>
    public long CreatedMs { get; private set; }

    /// <summary>The event time of the newest scan, 0 for none.</summary>
    public long LastEventMs { get; private set; }

    /// <summary>The end of the window its carrier promises, 0 for none.</summary>
    public long EtaToMs { get; private set; }

    /// <summary>The marks beside the phase, see <see cref="ParcelFlagBits"/>.</summary>
    public long FlagBits { get; private set; }

    /// <summary>How many scans it has, compacted ones included.</summary>
    public int ScanCount { get; private set; }

    /// <summary>When it is to be woken because nothing was heard of it, 0 for never.</summary>
    public long DueMs { get; private set; }

    /// <summary>About how many bytes it occupies in memory.</summary>
    public int SizeBytes => (_row?.SizeBytes ?? _buffer!.Length) + (2 * Lane.Length) + ObjectBytes;

    /// <summary>
    /// This state brought to the next one in place, so that the collector has no new objects to follow; where this one cannot be changed, one that can.
    /// Called by its one holder. What was read of its row before, and <paramref name="next"/>, which may stand on it, are not to be used afterwards.
    /// </summary>
    /// <param name="next">The state after the entry that was committed.</param>
    public ParcelState Settle(ParcelState next)
    {
        ParcelState settled = _buffer is null ? new ParcelState(null, next) { _buffer = [] } : this;
        settled._length = next.Row.WriteTo(ref settled._buffer!);
        settled.TakeValues(next);
        return settled;
    }

    /// <summary>The same state as one that nothing changes. Beside a <see cref="Settle"/> of another thread it gives something to be thrown away.</summary>
    public ParcelState Snapshot()
    {
        if (_buffer is not { } buffer)
            return this;
        byte[] row = buffer.AsSpan(0, Math.Min(Volatile.Read(ref _length), buffer.Length)).ToArray();
        return new ParcelState(ParcelRow.Whole(row), this);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">An encoded <see cref="ParcelStateRecord"/>; kept, so it must not change afterwards.</param>
    /// <exception cref="UnreadableStateException">The bytes are no row of a registered parcel. They never give an empty state.</exception>
    public static ParcelState Decode(ReadOnlyMemory<byte> row)
    {
        ParcelStateRecord record;
        try
        {
            record = ParcelStateRecord.Parser.ParseFrom(row.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UnreadableStateException($"A parcel's row of {row.Length} bytes does not parse.", e);
        }

        if (!record.Registered || record.Decided is null)
            throw new UnreadableStateException($"A parcel's row of {row.Length} bytes holds no registered parcel.");
        for (ScanLogReader reader = new(record.ScanLog.Span); reader.MoveNext();)
        {
        }

        return new ParcelState(ParcelRow.Whole(row), record.Registered, record.CreatedMs, record.Decided, record.Decided.Lane, record.Silence?.DueMs ?? 0);
    }

    /// <summary>Parses the row anew. The caller may keep and change the answer; the scans in it stay bytes.</summary>
    public ParcelStateRecord ReadRecord() => ParcelStateRecord.Parser.ParseFrom(Bytes.Span);

    /// <summary>Parses the row but its scans, answered requests and heeded steps, which are most of it. The caller may keep and change the answer.</summary>
    public ParcelStateRecord ReadSummary()
    {
        RowFields row = new(Bytes);
        ParcelStateRecord record = ParcelStateRecord.Parser.ParseFrom(row.Between(0, ParcelStateRecord.ScanLogFieldNumber).Span);
        record.MergeFrom(row.From(ParcelStateRecord.StepsFieldNumber + 1).Span);
        return record;
    }

    /// <summary>
    /// Parses the scans, in the order of the fold. Witnesses are filled in for every event: the carrier itself where nobody else told of it;
    /// none for a scan that is itself a further witness (<see cref="StoredScan.WitnessOf"/>). Those of parcels merged into this one are among
    /// them, told apart by <paramref name="mergedFrom"/>.
    /// </summary>
    /// <param name="mergedFrom">By id of a scan the ids of the merged parcels by which it came; empty for a parcel nobody is merged into.</param>
    /// <param name="vocabulary">What codes mean; read where two merged parcels have copies of one scan. The built-in ones when it is left out.</param>
    /// <exception cref="UnreadableStateException">The log is broken.</exception>
    public IReadOnlyList<StoredScan> ReadScans(out IReadOnlyDictionary<ulong, List<string>> mergedFrom, IVocabulary? vocabulary = null)
    {
        ParcelStateRecord record = ReadRecord();
        ScanLog log = new(record.ScanLog.Memory);
        mergedFrom = NoMerges;
        if (record.Merges is { } merges && merges.Absorbed.Any(part => part.State == (int)AbsorbedKind.Merged))
        {
            UnionScans union = new(log, merges.Absorbed, vocabulary ?? Vocabularies.Default);
            mergedFrom = union.MergedFrom;
            union.Fold(ParcelTerms.Of(record), out log);
        }

        List<StoredScan> scans = new(log.Count);
        for (int i = 0; i < log.Count; i++)
        {
            StoredScan scan = log[i];
            if (scan.Witnesses.Count == 0 && scan.WitnessOf == 0 && scan.Fact.Carrier.Length > 0)
                scan.Witnesses.Add(scan.Fact.Carrier);
            scans.Add(scan);
        }

        return scans;
    }

    /// <summary>The scans alone, as <see cref="ReadScans(out IReadOnlyDictionary{ulong, List{string}}, IVocabulary)"/> has them.</summary>
    public IReadOnlyList<StoredScan> ReadScans() => ReadScans(out _);

    /// <summary>The state that a record encodes to.</summary>
    internal static ParcelState Encode(ParcelStateRecord record, ParcelState before)
    {
        ParcelDecided decided = record.Decided ?? new ParcelDecided();
        return new ParcelState(ParcelRow.Whole(record.ToByteArray()), record.Registered, record.CreatedMs, decided, Shared(decided.Lane, before), record.Silence?.DueMs ?? 0);
    }

    /// <summary>The state after an entry that only adds to the row; what was registered is as before.</summary>
    internal ParcelState With(ParcelEntry entry, ReadOnlyMemory<byte> encoded, long arrivals)
    {
        ParcelRow row = Row.With(encoded, arrivals);
        long dueMs = entry.Silence?.DueMs ?? DueMs;
        return entry.Decided is { } decided
            ? new ParcelState(row, Registered, CreatedMs, decided, Shared(decided.Lane, this), dueMs)
            : new ParcelState(row, this) { DueMs = dueMs };
    }

    private void TakeValues(ParcelState from)
    {
        Registered = from.Registered;
        Phase = from.Phase;
        // Not written when it is the same: the collector would look at this old object again.
        if (!ReferenceEquals(Lane, from.Lane))
            Lane = from.Lane;
        CreatedMs = from.CreatedMs;
        LastEventMs = from.LastEventMs;
        EtaToMs = from.EtaToMs;
        FlagBits = from.FlagBits;
        ScanCount = from.ScanCount;
        DueMs = from.DueMs;
    }

    private static string Shared(string lane, ParcelState before) => lane == before.Lane ? before.Lane : lane;
}
