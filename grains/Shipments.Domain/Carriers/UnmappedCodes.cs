using System.Collections.Concurrent;

namespace Shipments.Domain.Carriers;

/// <summary>Counts codes that no vocabulary knew, so that somebody can map them. Bounded and thread-safe; it lives as long as the process.</summary>
public sealed class UnmappedCodes
{
    /// <summary>Most distinct pairs of carrier and code that are kept apart: 10,000. Further ones are counted in <see cref="Others"/>.</summary>
    public const int PairsMax = 10_000;

    private const int CarrierCharactersMax = 32;
    private const int CodeCharactersMax = 64;
    private const int ExampleCharactersMax = 256;

    private readonly ConcurrentDictionary<(string Carrier, string Code), Tally> _tallies = new();
    private readonly Lock _adding = new();
    private int _pairs;
    private long _others;

    /// <summary>How many scans had a code that no longer found room.</summary>
    public long Others => Interlocked.Read(ref _others);

    /// <summary>Counts a scan whose code nobody mapped.</summary>
    /// <param name="carrier">The carrier's short name; cut to 32 characters.</param>
    /// <param name="code">The code; cut to 64 characters.</param>
    /// <param name="text">The text it came with; kept as the example when it is the first.</param>
    public void Count(string carrier, string code, string text)
    {
        (string, string) pair = (PayloadText.Cut(carrier, CarrierCharactersMax), PayloadText.Cut(code, CodeCharactersMax));
        if (!_tallies.TryGetValue(pair, out Tally? tally))
            tally = Add(pair, text);
        if (tally is null)
            Interlocked.Increment(ref _others);
        else
            Interlocked.Increment(ref tally.Count);
    }

    /// <summary>The codes counted most often, most frequent first; equal ones by carrier and code.</summary>
    /// <param name="carrier">Only this carrier's; null or empty for all.</param>
    /// <param name="max">At most so many; not negative.</param>
    public IReadOnlyList<UnmappedCode> Top(string? carrier, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return
        [
            .. _tallies
                .Where(each => string.IsNullOrEmpty(carrier) || each.Key.Carrier == carrier)
                .Select(each => new UnmappedCode(each.Key.Carrier, each.Key.Code, each.Value.Example, Interlocked.Read(ref each.Value.Count)))
                .OrderByDescending(each => each.Count)
                .ThenBy(each => each.Carrier, StringComparer.Ordinal)
                .ThenBy(each => each.Code, StringComparer.Ordinal)
                .Take(max),
        ];
    }

    private Tally? Add((string Carrier, string Code) pair, string text)
    {
        lock (_adding)
        {
            if (_tallies.TryGetValue(pair, out Tally? known))
                return known;
            if (_pairs == PairsMax)
                return null;
            _pairs++;
            Tally tally = new(PayloadText.Cut(text, ExampleCharactersMax));
            _tallies[pair] = tally;
            return tally;
        }
    }

    private sealed class Tally(string example)
    {
        public readonly string Example = example;
        public long Count;
    }
}
