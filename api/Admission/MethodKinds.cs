namespace Shipments.Api.Admission;

/// <summary>Which methods only read. Their names say so, as everywhere in the API.</summary>
internal static class MethodKinds
{
    private static readonly string[] ReadVerbs = ["Get", "BatchGet", "List", "Lookup", "Export", "Estimate", "Rank"];

    /// <summary>The kind of a method by its name, such as <c>GetParcel</c>.</summary>
    internal static WorkKind Of(string method) =>
        Array.Exists(ReadVerbs, verb => method.StartsWith(verb, StringComparison.Ordinal)) ? WorkKind.Read : WorkKind.Write;
}
