using System.Xml.Linq;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>
/// References between product projects point down only, as the table says. A project the table does not know may not exist.
/// Tests may reference any project; no product project references a test project, since no row of the table names one.
/// </summary>
internal static class ReferenceRule
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Shipments.Domain"] = [],
        ["Shipments.Contracts"] = ["Shipments.Domain"],
        ["Shipments.Storage"] = [],
        ["Shipments.Grains"] = ["Shipments.Contracts", "Shipments.Domain", "Shipments.Storage"],
        ["Shipments.Api"] = ["Shipments.Contracts", "Shipments.Domain"],
        ["Shipments.Silo"] = ["Shipments.Api", "Shipments.Contracts", "Shipments.Domain", "Shipments.Grains", "Shipments.Storage"],
        ["Shipments.Client"] = [],
        ["Shipments.Samples.InternalService"] = ["Shipments.Contracts"],
        ["Shipments.Bench"] = ["Shipments.Api", "Shipments.Contracts", "Shipments.Domain", "Shipments.Grains", "Shipments.Storage"],
    };

    public static IEnumerable<string> Known => s_allowed.Keys;

    public static IEnumerable<Finding> Check(SourceFile project)
    {
        var name = Path.GetFileNameWithoutExtension(project.Path);
        if (!project.IsProduct)
        {
            yield break;
        }

        if (!s_allowed.TryGetValue(name, out var allowed))
        {
            yield return new Finding(project.Path, 0, $"{name} is not in the table of allowed references");
            yield break;
        }

        foreach (var reference in XDocument.Parse(project.Text, LoadOptions.SetLineInfo).Descendants("ProjectReference"))
        {
            var target = Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'));
            if (!allowed.Contains(target))
            {
                var line = ((System.Xml.IXmlLineInfo)reference).LineNumber;
                yield return new Finding(project.Path, line, $"{name} → {target} is not an allowed reference");
            }
        }
    }
}
