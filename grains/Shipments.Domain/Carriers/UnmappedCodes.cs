using System.Collections.Concurrent;

namespace Shipments.Domain.Carriers;

/// <summary>Counts the codes that no vocabulary knows. Thread-safe; bounded.</summary>
public sealed class UnmappedCodes
{
    private const int CodesMax = 10_000;
    private readonly ConcurrentDictionary<(string Carrier, string Code), (string Example, long Count)> _codes = new();

    /// <summary>Counts a code once.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="code">The code.</param>
    /// <param name="text">A text it came with.</param>
    public void Count(string carrier, string code, string text)
    {
        if (_codes.Count < CodesMax || _codes.ContainsKey((carrier, code)))
            _codes.AddOrUpdate((carrier, code), _ => (text, 1), (_, known) => (known.Example, known.Count + 1));
    }

    /// <summary>The codes seen most often.</summary>
    /// <param name="carrier">Only this carrier's; null for all.</param>
    /// <param name="max">The most to give.</param>
    public IReadOnlyList<(string Carrier, string Code, string Example, long Count)> Top(string? carrier, int max) =>
    [
        .. _codes.Where(code => carrier is null || code.Key.Carrier == carrier)
            .OrderByDescending(code => code.Value.Count).ThenBy(code => code.Key.Code, StringComparer.Ordinal)
            .Take(max).Select(code => (code.Key.Carrier, code.Key.Code, code.Value.Example, code.Value.Count)),
    ];
}
