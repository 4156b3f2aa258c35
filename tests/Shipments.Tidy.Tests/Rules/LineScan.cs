using System.Text.RegularExpressions;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>Finds a pattern line by line.</summary>
internal static class LineScan
{
    public static IEnumerable<Finding> Check(SourceFile file, Regex pattern, string message)
    {
        for (var index = 0; index < file.Lines.Length; index++)
        {
            var match = pattern.Match(file.Lines[index]);
            if (match.Success)
            {
                yield return new Finding(file.Path, index + 1, message + match.Value.Trim());
            }
        }
    }
}
