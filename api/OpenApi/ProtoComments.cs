using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Shipments.Api.OpenApi;

/// <summary>
/// The comments of the protos by full name, such as <c>shipments.v1.Parcel.name</c>. Compiled descriptors do not hold them, so the protos lie
/// in the assembly and are read once. It reads what our style allows: line comments above the thing they are about.
/// </summary>
internal sealed partial class ProtoComments
{
    private readonly Dictionary<string, string> _texts = [];

    private ProtoComments()
    {
    }

    /// <summary>Reads the protos of this assembly.</summary>
    internal static ProtoComments Load()
    {
        ProtoComments comments = new();
        Assembly assembly = typeof(ProtoComments).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".proto", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            comments.Read(reader);
        }

        return comments;
    }

    /// <summary>The comment of a thing; empty when it has none.</summary>
    internal string Of(string fullName) => _texts.GetValueOrDefault(fullName, "");

    private void Read(TextReader reader)
    {
        string package = "";
        StringBuilder comment = new();
        Stack<string?> scopes = new();
        while (reader.ReadLine() is { } raw)
        {
            string line = raw.Trim();
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                Append(comment, line[2..].Trim());
                continue;
            }

            if (Package().Match(line) is { Success: true } found)
                package = found.Groups[1].Value;
            string? name = Named().Match(line) is { Success: true } named ? named.Groups[1].Value + named.Groups[2].Value : null;
            if (name is not null && comment.Length > 0)
                _texts[Full(package, scopes, name)] = comment.ToString();
            comment.Clear();
            // A oneof and an option open a block, but no name of their own.
            bool scope = Scope().IsMatch(line);
            foreach (char letter in line)
            {
                if (letter == '{')
                    scopes.Push(scope ? name : null);
                else if (letter == '}')
                    scopes.Pop();
                scope = scope && letter != '{';
            }
        }
    }

    // An empty line of a comment begins a paragraph.
    private static void Append(StringBuilder comment, string text)
    {
        if (text.Length == 0)
            comment.Append('\n');
        else
            comment.Append(comment.Length == 0 || comment[^1] == '\n' ? "" : " ").Append(text);
    }

    private static string Full(string package, Stack<string?> scopes, string name) =>
        string.Join('.', scopes.Where(scope => scope is not null).Reverse().Prepend(package).Append(name)!);

    [GeneratedRegex(@"^package ([a-z0-9_.]+);")]
    private static partial Regex Package();

    [GeneratedRegex(@"^(?:message|enum|service|rpc) (\w+)|^(?:repeated |optional |map<[^>]*> )?(?:[\w.]+ )?(\w+) = \d+")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:message|enum|service) ")]
    private static partial Regex Scope();
}
