namespace Shipments.Domain.Numbers;

/// <summary>The barcode forms of the United States Postal Service, apart from S10: what stands where, and the check digit.</summary>
internal static class UspsNumber
{
    private const string Routing = "420";
    private static readonly int[] RoutingLengths = [0, 8, 12];

    /// <summary>
    /// The ways to read a number as [420 + ZIP] + application identifier + service type + mailer + serial + check digit. More than one where a
    /// ZIP of five or of nine digits would both fit.
    /// </summary>
    public static IEnumerable<string> Bodies(string number)
    {
        if (!AllDigits(number))
            yield break;
        foreach (int routing in RoutingLengths)
        {
            if (routing > 0 && !number.StartsWith(Routing, StringComparison.Ordinal))
                continue;
            if (number.Length > routing && IsBody(number[routing..]))
                yield return number[routing..];
        }
    }

    /// <summary>The number without its routing prefix, where reading it so gives a fitting check digit; else the number itself.</summary>
    public static string WithoutRouting(string number) => Bodies(number).FirstOrDefault(CheckDigitFits) ?? number;

    /// <summary>Mod 10 with weights 3 and 1, 3 at the rightmost data digit.</summary>
    public static bool CheckDigitFits(string body)
    {
        int sum = 0;
        for (int at = body.Length - 2, weight = 3; at >= 0; at--, weight = 4 - weight)
            sum += (body[at] - '0') * weight;
        return (10 - (sum % 10)) % 10 == body[^1] - '0';
    }

    public static bool AllDigits(string number)
    {
        foreach (char each in number)
        {
            if (!char.IsAsciiDigit(each))
                return false;
        }

        return number.Length > 0;
    }

    private static bool IsBody(string body)
    {
        if (body.Length < 6)
            return false;

        // A mailer id has nine digits when it begins with 9, else six.
        bool longMailer = body[5] == '9';
        return body[..2] switch
        {
            "91" => body.Length == 22,
            "92" => longMailer && body.Length is 22 or 26,
            "93" => !longMailer && body.Length is 22 or 26,
            "94" => body.Length is 22 or 26 || (longMailer && body.Length == 30),
            "95" => body.Length is 22 or 26,
            _ => false,
        };
    }
}
