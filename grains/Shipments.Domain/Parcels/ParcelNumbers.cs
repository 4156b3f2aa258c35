using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>The tracking numbers of one parcel within a turn.</summary>
/// <param name="kept">Of the state: the encoded fields of its row.</param>
internal sealed class ParcelNumbers(ReadOnlyMemory<byte> kept)
{
    private readonly List<ParcelNumber> _all = Read(kept.Span);
    private readonly List<string> _changed = [];

    public bool HasChanged => _changed.Count > 0;

    public int Count => _all.Count;

    public IReadOnlyList<ParcelNumber> All => _all;

    /// <summary>Since when the parcel has had its first number; <see cref="long.MaxValue"/> when it has none.</summary>
    public long EarliestFromMs => _all.Count == 0 ? long.MaxValue : _all.Min(number => number.FromMs);

    public ParcelNumber? Find(string number) => _all.Find(known => known.Number == number);

    /// <summary>A number as a caller gives it: nothing is known of what the number itself says.</summary>
    public static ParcelNumber Unconfirmed(ParcelNumber number) => new()
    {
        Number = number.Number,
        Issuer = number.Issuer,
        Role = number.Role,
        FromMs = number.FromMs,
        ToMs = number.ToMs,
        NamedBy = number.NamedBy,
        NamedUnder = number.NamedUnder,
        Evidence = number.Evidence,
    };

    /// <summary>A carrier names a further number long after it scanned under it: the number has been the parcel's since the parcel's first one was.</summary>
    public ParcelNumber Linked(ParcelNumber number)
    {
        ParcelNumber linked = Unconfirmed(number);
        linked.FromMs = Math.Min(linked.FromMs, EarliestFromMs);
        return linked;
    }

    /// <summary>Adds numbers that came with the registration, which carries them itself.</summary>
    public void Register(IEnumerable<ParcelNumber> numbers) => _all.AddRange(numbers);

    /// <summary>Adds a number, or puts it in place of the same one.</summary>
    public void Put(ParcelNumber number)
    {
        Replay(_all, number);
        if (!_changed.Contains(number.Number))
            _changed.Add(number.Number);
    }

    public NumbersChanged? Changes()
    {
        if (_changed.Count == 0)
            return null;
        NumbersChanged changes = new();
        changes.Numbers.Add(_changed.Select(number => Find(number)!));
        return changes;
    }

    // Each by itself: a whole state would be a dozen lists that nobody asked for, with every scan that names a number.
    private static List<ParcelNumber> Read(ReadOnlySpan<byte> fields)
    {
        List<ParcelNumber> numbers = [];
        for (int at = 0; at < fields.Length;)
        {
            WireReader.ReadVarint(fields, ref at);
            int length = (int)WireReader.ReadVarint(fields, ref at);
            numbers.Add(ParcelNumber.Parser.ParseFrom(fields.Slice(at, length)));
            at += length;
        }

        return numbers;
    }

    public static void Replay(IList<ParcelNumber> numbers, ParcelNumber changed)
    {
        for (int i = 0; i < numbers.Count; i++)
        {
            if (numbers[i].Number != changed.Number)
                continue;
            numbers[i] = changed;
            return;
        }

        numbers.Add(changed);
    }
}
