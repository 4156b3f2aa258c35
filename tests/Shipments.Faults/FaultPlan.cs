using Shipments.Faults.Kinds;

namespace Shipments.Faults;

/// <summary>Which kinds of faults come, in which order: all of them, shuffled, again and again. The seed decides.</summary>
internal static class FaultPlan
{
    public static IEnumerable<string> Make(IReadOnlyCollection<string> kinds, Random random)
    {
        while (true)
        {
            string[] round = [.. kinds];
            random.Shuffle(round);
            foreach (var kind in round)
                yield return kind;
        }
    }

    /// <summary>The kinds that are asked for; none asked: the usual ones.</summary>
    /// <exception cref="ArgumentException">One is none.</exception>
    public static IReadOnlyList<string> Choose(IReadOnlyList<string> asked)
    {
        if (asked.Except(FaultCatalogue.Kinds).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"'{unknown}' is no kind of fault; there are {string.Join(", ", FaultCatalogue.Kinds)}.", nameof(asked));
        return asked.Count == 0 ? [.. FaultCatalogue.Usual] : asked;
    }
}
