namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>
/// The codes behind the names of events, for replies without codes: the same scan then has the same id as in replies that have them.
/// </summary>
internal static class UspsEventNames
{
    // Longest first, so that the narrower one wins.
    private static readonly (string Code, string Name)[] Names =
        [.. TrackTable.Rows("events.tsv").Select(row => (Code: row[0], Name: row[1])).OrderByDescending(row => row.Name.Length)];

    /// <summary>The code of the event whose name a text begins with; empty when it is none of these.</summary>
    public static string Code(string text)
    {
        foreach ((string code, string name) in Names)
        {
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length])))
                return code;
        }

        return "";
    }
}
