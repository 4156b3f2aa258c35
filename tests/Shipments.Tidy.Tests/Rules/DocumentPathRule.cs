using System.Text.RegularExpressions;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>
/// A path that a document names in backticks exists, and so does the target of each relative link. A path is looked at when its first part
/// is a top-level entry of the repository, or when it is a bare name of a source file; `{a,b}` and `*` are understood.
/// </summary>
internal static partial class DocumentPathRule
{
    public static IEnumerable<Finding> Check(SourceFile document, IReadOnlyCollection<string> paths)
    {
        var tops = paths.Select(path => path.Split('/')[0]).ToHashSet();
        for (var index = 0; index < document.Lines.Length; index++)
        {
            var line = document.Lines[index];
            foreach (var named in Quoted().Matches(line).Select(match => match.Groups[1].Value.TrimEnd('/')))
            {
                if (LooksLikePath(named, tops) && !Expand(named).All(path => Exists(path, paths)))
                {
                    yield return new Finding(document.Path, index + 1, $"names `{named}`, which does not exist");
                }
            }

            foreach (var target in Links().Matches(line).Select(match => match.Groups[1].Value))
            {
                var path = Resolve(document.Path, target);
                if (!Exists(path, paths))
                {
                    yield return new Finding(document.Path, index + 1, $"links to {target}, which does not exist");
                }
            }
        }
    }

    private static bool LooksLikePath(string named, HashSet<string> tops) =>
        named.Contains('/') ? tops.Contains(named.Split('/')[0]) : BareFile().IsMatch(named);

    private static IEnumerable<string> Expand(string path)
    {
        var braces = Braces().Match(path);
        return braces.Success
            ? braces.Groups[1].Value.Split(',').SelectMany(part => Expand(path[..braces.Index] + part.Trim() + path[(braces.Index + braces.Length)..]))
            : [path];
    }

    private static bool Exists(string path, IReadOnlyCollection<string> paths)
    {
        if (!path.Contains('/') && BareFile().IsMatch(path))
        {
            return paths.Any(known => Path.GetFileName(known) == path);
        }

        var pattern = "^" + Regex.Escape(path).Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*") + "(/.*)?$";
        return paths.Any(known => Regex.IsMatch(known, pattern));
    }

    private static string Resolve(string document, string target)
    {
        var folder = Path.GetDirectoryName("/" + document)!;
        return Path.GetFullPath(Path.Combine(folder, target)).TrimStart('/');
    }

    [GeneratedRegex(@"`([A-Za-z0-9_./{},*-]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+\.(cs|proto|sh|md|mjs|py|csproj|sln|props)$")]
    private static partial Regex BareFile();
}
