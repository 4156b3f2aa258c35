using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Regimes;

/// <summary>All regimes of a world. Immutable.</summary>
internal sealed class RegimeSet
{
    /// <summary>Most regimes: 200.</summary>
    public const int RegimesMax = 200;

    /// <summary>Most files: 100.</summary>
    public const int FilesMax = 100;

    private readonly ILookup<RegimeKind, Regime> _byKind;

    public RegimeSet(IReadOnlyList<Regime> all)
    {
        All = all;
        _byKind = all.ToLookup(regime => regime.Kind);
    }

    /// <summary>A world in which nothing changes.</summary>
    public static RegimeSet None { get; } = new([]);

    public IReadOnlyList<Regime> All { get; }

    /// <summary>Reads files, and those named *.tsv in folders.</summary>
    /// <exception cref="TableFaultException">A file is not as it should be.</exception>
    public static RegimeSet Read(IEnumerable<string> paths, DateTimeOffset start)
    {
        List<Regime> regimes = [];
        string[] files = [.. paths.SelectMany(FilesOf)];
        if (files.Length > FilesMax)
            throw new TableFaultException(files[FilesMax], 1, $"{files.Length} files", $"there are at most {FilesMax} files of regimes.");
        foreach (TableRow row in files.SelectMany(file => Table.Read(file, Regime.Columns).Rows))
        {
            if (regimes.Count == RegimesMax)
                throw row.Fault(row.Raw("name"), $"there are at most {RegimesMax} regimes.");
            regimes.Add(Regime.Read(row, start));
        }

        return new RegimeSet(regimes);
    }

    /// <summary>Those of a kind that concern something, whenever.</summary>
    public IReadOnlyList<Regime> Of(RegimeKind kind, RegimeSubject subject) => [.. _byKind[kind].Where(regime => regime.Where.Holds(subject))];

    /// <summary>The product of the strengths in force.</summary>
    public static double Factor(IReadOnlyList<Regime> regimes, int at)
    {
        double factor = 1;
        foreach (Regime regime in regimes)
            factor *= regime.IsAt(at) ? regime.Strength : 1;
        return factor;
    }

    /// <summary>What is left when each in force takes its share.</summary>
    public static double Left(IReadOnlyList<Regime> regimes, int at)
    {
        double left = 1;
        foreach (Regime regime in regimes)
            left *= regime.IsAt(at) ? 1 - regime.Strength : 1;
        return left;
    }

    private static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.tsv").Order(StringComparer.Ordinal) : [path];
}
