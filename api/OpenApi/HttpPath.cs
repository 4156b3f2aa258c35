using System.Text.RegularExpressions;

namespace Shipments.Api.OpenApi;

/// <summary>
/// The path of an HTTP rule as OpenAPI writes it. A variable with a pattern, <c>{name=parcels/*}</c>, becomes its segments with a parameter
/// for each star, <c>parcels/{parcel}</c>: OpenAPI's parameters hold no slash.
/// </summary>
/// <param name="Template">The path.</param>
/// <param name="Parameters">Its parameters, each with the field it is a part of.</param>
internal sealed partial record HttpPath(string Template, IReadOnlyList<(string Name, string Field)> Parameters)
{
    /// <summary>Reads the path of a rule.</summary>
    internal static HttpPath Parse(string rule)
    {
        List<(string, string)> parameters = [];
        string template = Variable().Replace(rule, match =>
        {
            string field = match.Groups[1].Value;
            if (!match.Groups[2].Success)
            {
                parameters.Add((field, field));
                return $"{{{field}}}";
            }

            string[] segments = match.Groups[2].Value.Split('/');
            for (int i = 0; i < segments.Length; i++)
            {
                if (segments[i][0] != '*')
                    continue;
                string name = i == 0 ? field : segments[i - 1][0] == '{' ? $"{parameters[^1].Item1}_{i}" : Singular(segments[i - 1]);
                parameters.Add((name, field));
                segments[i] = $"{{{name}}}";
            }

            return string.Join('/', segments);
        });
        return new HttpPath(template, parameters);
    }

    private static string Singular(string collection) => collection.EndsWith('s') ? collection[..^1] : collection;

    [GeneratedRegex(@"\{([\w.]+)(?:=([^}]+))?\}")]
    private static partial Regex Variable();
}
