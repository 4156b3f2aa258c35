using System.CommandLine;
using System.Globalization;
using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Payloads;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;
using Spectre.Console;

namespace Shipments.Bench.Simulation.Output;

/// <summary>The options by which a command is told what world to make.</summary>
internal sealed class WorldArguments
{
    private readonly Option<int> _parcels = new("--parcels") { Description = "Parcels sent when no regime changes the demand; up to a million. Default 20000.", DefaultValueFactory = _ => 20_000 };
    private readonly Option<long> _seed = new("--seed") { Description = "What chance follows from. Default 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _days = new("--days") { Description = "On how many days parcels are sent. Default 60.", DefaultValueFactory = _ => 60 };
    private readonly Option<string> _from = new("--from") { Description = "The first day, in UTC. Default 2026-09-01.", DefaultValueFactory = _ => "2026-09-01" };
    private readonly Option<string[]> _regimes = new("--regimes") { Description = "Files of regimes, or folders of them; may be given again.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _network = new("--network") { Description = "Folder of the network's files. Default bench/data/network.", DefaultValueFactory = _ => DataFolder.Network };
    private readonly Option<bool> _faithful = new("--faithful") { Description = "Carriers make no faults: what is told is what happened." };

    /// <summary>A world as it was asked for.</summary>
    internal sealed record World(Network Network, RegimeSet Regimes, IReadOnlyDictionary<string, Place> Places, WorldOptions Options)
    {
        /// <summary>The same with another seed.</summary>
        public World WithSeed(long seed) => this with { Options = Options with { Seed = seed } };
    }

    public void AddTo(Command command, bool hasSeed = true)
    {
        foreach (Option option in new Option[] { _parcels, _days, _from, _regimes, _network, _faithful })
            command.Add(option);
        if (hasSeed)
            command.Add(_seed);
    }

    /// <summary>Reads the files.</summary>
    /// <exception cref="TableFaultException">One is not as it should be.</exception>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public World Read(ParseResult parsed, bool hasSeed = true)
    {
        string from = parsed.GetValue(_from)!;
        if (!DateTimeOffset.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset start))
            throw new ArgumentException($"--from '{from}' is no day such as 2026-09-01.");
        WorldOptions options = new(parsed.GetValue(_parcels), hasSeed ? parsed.GetValue(_seed) : 1, parsed.GetValue(_days), start);
        if (options.Problem() is { Length: > 0 } problem)
            throw new ArgumentException(problem);
        string folder = parsed.GetValue(_network)!;
        return new World(
            Network.Read(folder, parsed.GetValue(_faithful)), RegimeSet.Read(parsed.GetValue(_regimes) ?? [], start), Place.Read(folder), options);
    }

    /// <summary>Runs a command, and tells what was wrong with what it was asked.</summary>
    public static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception e) when (e is TableFaultException or ArgumentException or InvalidDataException)
        {
            BenchConsole.Make().WriteLine(e.Message);
            return 1;
        }
    }
}
