using System.Globalization;

namespace Shipments.Domain.Containers;

/// <summary>The identifier of a dispatch, UPU S8: 20 characters. It has one digit of the year, so it comes again after ten years.</summary>
/// <param name="Origin">The office of exchange it comes from, an IMPC code of 6 characters.</param>
/// <param name="Destination">The office of exchange it goes to.</param>
/// <param name="Category">A airmail, B surface air lifted, C surface, D priority by surface.</param>
/// <param name="Subclass">What is in it, two letters of UPU list 117: U letters, C parcels, E EMS, T empty receptacles first.</param>
/// <param name="YearDigit">The last digit of the year.</param>
/// <param name="Serial">Its number in its series and year, 1 to 9999.</param>
public readonly record struct DispatchId(string Origin, string Destination, char Category, string Subclass, int YearDigit, int Serial)
{
    /// <summary>Its length.</summary>
    public const int Chars = 20;

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">20 characters, letters in upper case.</param>
    /// <param name="id">The identifier.</param>
    /// <param name="problem">When false: what is wrong.</param>
    public static bool TryParse(string text, out DispatchId id, out string problem)
    {
        id = default;
        problem = "";
        if (text.Length != Chars)
            problem = $"must have {Chars} characters";
        else if (!IsOffice(text.AsSpan(0, 6)) || !IsOffice(text.AsSpan(6, 6)))
            problem = "characters 1 to 6 and 7 to 12 must be offices of exchange, five letters and a letter or digit each";
        else if (text[12] is not ('A' or 'B' or 'C' or 'D'))
            problem = "character 13 must be the category A, B, C or D";
        else if (text[13] is not ('U' or 'C' or 'E' or 'T') || !char.IsAsciiLetterUpper(text[14]))
            problem = "characters 14 and 15 must be a subclass: U, C, E or T, and a letter";
        else if (!char.IsAsciiDigit(text[15]))
            problem = "character 16 must be the last digit of the year";
        else if (!ReceptacleId.IsNumber(text, 16, 4) || text.AsSpan(16, 4).SequenceEqual("0000"))
            problem = "characters 17 to 20 must be the dispatch's number, 0001 to 9999";
        if (problem.Length > 0)
            return false;
        id = new DispatchId(text[..6], text[6..12], text[12], text[13..15], text[15] - '0', ReceptacleId.Number(text, 16, 4));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}{Destination}{Category}{Subclass}{YearDigit}{Serial:0000}");

    private static bool IsOffice(ReadOnlySpan<char> code) =>
        !code[..5].ContainsAnyExceptInRange('A', 'Z') && (char.IsAsciiLetterUpper(code[5]) || char.IsAsciiDigit(code[5]));
}
