using System.Text.RegularExpressions;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>Signs of unfinished work, and words that mean nothing outside the place where the code was written.</summary>
internal static class LeftoverRule
{
    // Written in halves, so that the rule does not find itself.
    private static readonly (Regex Pattern, string Message)[] s_everywhere =
    [
        (Word("TO" + "DO"), "unfinished: "),
        (Word("FIX" + "ME"), "unfinished: "),
        (Word("HA" + "CK"), "unfinished: "),
        (Word("Not" + "ImplementedException"), "unfinished: "),
        (new Regex(@"\bfor" + @"\s+now\b", RegexOptions.IgnoreCase), "unfinished: "),
        (new Regex(@"\bplace" + "holder", RegexOptions.IgnoreCase), "unfinished: "),
        (new Regex(@"^\s*#\s*reg" + "ion"), "a file that wants regions wants splitting: "),
        (new Regex(@"\bSk" + @"ip\s*=(?!=)"), "a skipped test: "),
        (new Regex(@"(?<![A-Za-z0-9.])/wo" + "rk/"), "a path of one machine: "),
        (new Regex(@"\bfa" + "rm-"), "a name of one machine: "),
    ];

    private static readonly Regex s_beside = new(@"\.\./sha" + "red");

    public static IEnumerable<Finding> Check(SourceFile file)
    {
        if (file.Name.EndsWith("lock.json", StringComparison.Ordinal) || file.Name == "package-lock.json")
        {
            return [];
        }

        var findings = s_everywhere.SelectMany(rule => LineScan.Check(file, rule.Pattern, rule.Message));
        var handled = !file.IsProduct && file.Text.Contains("SHIPMENTS_SAMPLES", StringComparison.Ordinal);
        return handled ? findings : findings.Concat(LineScan.Check(file, s_beside, "a folder that a clone does not have: "));
    }

    private static Regex Word(string word) => new($@"\b{word}\b");
}
