using System.Text.RegularExpressions;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>Tests wait for signals. They do not sleep, in no language: a sleep is too long on a quiet machine and too short on a busy one.</summary>
internal static partial class SleepRule
{
    public static IEnumerable<Finding> Check(SourceFile file)
    {
        var pattern = Path.GetExtension(file.Path) switch
        {
            ".cs" => CSharp(),
            ".py" => Python(),
            ".js" or ".mjs" => JavaScript(),
            ".sh" => Shell(),
            _ => null,
        };
        return pattern is null || file.IsProduct ? [] : LineScan.Check(file, pattern, "a test sleeps: ");
    }

    [GeneratedRegex(@"\bTask\s*\.\s*Delay\b|\bThread\s*\.\s*Sleep\b|\bSpin[W]ait\b")]
    private static partial Regex CSharp();

    [GeneratedRegex(@"\bsleep\s*\(|\bimport\s+sleep\b")]
    private static partial Regex Python();

    [GeneratedRegex(@"timers/promises|\bawait\s+setTimeout\b|\bAtomics\s*\.\s*wait\b|setTimeout\s*\(\s*(resolve|r|done)\b")]
    private static partial Regex JavaScript();

    [GeneratedRegex(@"(^|[;&|\s])sleep\s+[0-9.$]")]
    private static partial Regex Shell();
}
