using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.Upu;

/// <summary>Codes of the posts' international mail processing centres: country (2), place (3) and a qualifier (1), such as SGSINN.</summary>
internal static class ImpcOffice
{
    private const int Characters = 6;

    /// <summary>Reads a code; false when the text is none, or its country does not exist.</summary>
    /// <param name="text">The text; case does not matter.</param>
    /// <param name="office">The code, in capitals.</param>
    /// <param name="country">Its country.</param>
    public static bool TryRead(string text, out string office, out string country)
    {
        office = "";
        country = "";
        if (text.Length != Characters || !text.All(char.IsAsciiLetter))
            return false;
        string raised = text.ToUpperInvariant();
        if (!Countries.Known(raised[..2]))
            return false;
        office = raised;
        country = raised[..2];
        return true;
    }
}
