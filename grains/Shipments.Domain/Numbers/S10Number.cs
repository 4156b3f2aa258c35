namespace Shipments.Domain.Numbers;

/// <summary>A number of the UPU's S10 form: two letters, eight digits, a check digit, two letters of the issuing country.</summary>
/// <param name="Indicator">The service indicator, two letters.</param>
/// <param name="Serial">The eight digits.</param>
/// <param name="Digit">The check digit as written.</param>
/// <param name="Country">The country of the issuing post, neither of origin nor of destination.</param>
public readonly record struct S10Number(string Indicator, string Serial, char Digit, string Country)
{
    private const int Length = 13;
    private static readonly int[] Weights = [8, 6, 4, 2, 3, 5, 9, 7];

    /// <summary>Whether the check digit fits the serial.</summary>
    public bool CheckDigitFits => Digit == DigitFor(Serial);

    /// <summary>Reads a normalised number; false when it has another form. The check digit is not judged.</summary>
    /// <param name="number">The number.</param>
    /// <param name="s10">Its parts.</param>
    public static bool TryParse(string number, out S10Number s10)
    {
        s10 = default;
        if (number.Length != Length || !Letters(number, 0) || !Letters(number, 11))
            return false;
        for (int at = 2; at < 11; at++)
        {
            if (!char.IsAsciiDigit(number[at]))
                return false;
        }

        s10 = new S10Number(number[..2], number[2..10], number[10], number[11..]);
        return true;
    }

    /// <summary>The check digit of eight digits: 11 less the weighted sum modulo 11, where 10 is written 0 and 11 is written 5.</summary>
    /// <param name="serial">Eight ASCII digits.</param>
    public static char DigitFor(string serial)
    {
        int sum = 0;
        for (int at = 0; at < Weights.Length; at++)
            sum += (serial[at] - '0') * Weights[at];
        return (11 - (sum % 11)) switch
        {
            10 => '0',
            11 => '5',
            int digit => (char)('0' + digit),
        };
    }

    private static bool Letters(string number, int at) => char.IsAsciiLetterUpper(number[at]) && char.IsAsciiLetterUpper(number[at + 1]);
}
