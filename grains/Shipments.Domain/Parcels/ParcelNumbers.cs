using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>The tracking numbers of one parcel within a turn.</summary>
/// <param name="kept">Of the state; not changed.</param>
internal sealed class ParcelNumbers(RepeatedField<ParcelNumber> kept)
{
    private readonly List<ParcelNumber> _all = [.. kept];
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
