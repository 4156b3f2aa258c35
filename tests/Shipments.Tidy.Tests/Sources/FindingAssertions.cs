namespace Shipments.Tidy.Tests.Sources;

/// <summary>Fails a test with one line for each finding.</summary>
internal static class FindingAssertions
{
    public static void ShouldBeNone(this IEnumerable<Finding> findings)
    {
        var all = findings.Select(finding => finding.ToString()).ToArray();
        Assert.True(all.Length == 0, $"{all.Length} finding(s):{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }

    public static void ShouldSay(this IEnumerable<Finding> findings, params string[] expected) =>
        findings.Select(finding => finding.ToString()).Should().Equal(expected);
}
