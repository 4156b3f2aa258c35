using System.Text.RegularExpressions;

namespace Shipments.Bench.Compare;

/// <summary>Who is compared, and how it is started on a database.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Assembly">The program; empty for one that is no server.</param>
/// <param name="Arguments">Its arguments, given the connection string.</param>
internal sealed partial record Contender(string Name, string Assembly, Func<string, IReadOnlyList<string>> Arguments)
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    /// <summary>All of them, ours first.</summary>
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("ours", "Shipments.Silo", postgres => ["--postgres", postgres, "--port", "0", "--json-port", "0"]),
        new("stock", "Shipments.Bench", postgres => ["serve", "stock", "--postgres", postgres]),
        new("plain", "Shipments.Bench", postgres => ["serve", "plain", "--postgres", postgres]),
        new("raw", "", _ => []),
    ];

    /// <summary>Starts it; gives the process and its address.</summary>
    public async Task<(ServerProcess Process, string Address)> StartAsync(string postgres)
    {
        ServerProcess process = await ServerProcess.StartAsync("dotnet", [PathOf(Assembly), .. Arguments(postgres)], line => Serves().IsMatch(line), ReadyWithin);
        return (process, Serves().Match(process.ReadyLine).Groups[1].Value);
    }

    /// <summary>The built program of a project, beside this one.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    internal static string PathOf(string assembly)
    {
        string path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", assembly, "release", assembly + ".dll"));
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there: build the project {assembly} in Release first.", path);
    }

    [GeneratedRegex(@"serves gRPC .*(http://127\.0\.0\.1:[0-9]+)")]
    private static partial Regex Serves();
}
