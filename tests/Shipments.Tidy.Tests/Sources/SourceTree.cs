using System.Diagnostics;

namespace Shipments.Tidy.Tests.Sources;

/// <summary>The files of this repository as git sees them: tracked, or new and not ignored.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> s_text =
        [".cs", ".csproj", ".props", ".targets", ".proto", ".md", ".sh", ".py", ".js", ".mjs", ".yml", ".yaml", ".json", ".tsv", ".txt", ".editorconfig", ".sql", ""];

    private static readonly Lazy<string[]> s_paths = new(List);

    private static readonly Lazy<SourceFile[]> s_files = new(() => [.. s_paths.Value.Where(IsText).Select(Load)]);

    public static string Root { get; } = FindRoot();

    /// <summary>The paths of all files, binary ones too.</summary>
    public static IReadOnlyCollection<string> Paths => s_paths.Value;

    /// <summary>The text files.</summary>
    public static IReadOnlyList<SourceFile> Files => s_files.Value;

    public static IEnumerable<SourceFile> CSharp => Files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Projects => Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Markdown => Files.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal));

    public static SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Orleans.sln above {AppContext.BaseDirectory}.");
    }

    private static string[] List()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        if (git.ExitCode != 0 || paths.Length == 0)
        {
            throw new InvalidOperationException($"git ls-files in {Root} ended with {git.ExitCode} and {paths.Length} files.");
        }

        return [.. paths.Distinct().Where(path => File.Exists(Path.Combine(Root, path))).Order(StringComparer.Ordinal)];
    }

    private static bool IsText(string path) => s_text.Contains(Path.GetExtension(path));

    private static SourceFile Load(string path) => new(path, File.ReadAllText(Path.Combine(Root, path)));
}
