namespace Shipments.Domain.Numbers;

/// <summary>A form of one length with a check digit: the weighted sum of a run of its characters decides the digit that follows them.</summary>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Format">Its name.</param>
/// <param name="Length">Its characters.</param>
/// <param name="SumFrom">Where the run begins; the check digit stands right behind it.</param>
/// <param name="Weights">A weight for each character of the run.</param>
internal sealed record CheckedForm(string Issuer, string Format, int Length, int SumFrom, int[] Weights)
{
    /// <summary>How it may begin; empty: in any way.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Letters may stand in it too.</summary>
    public bool Letters { get; init; }

    /// <summary>The digit is the sum modulo 11, and 0 for 10; else it is what the sum lacks to the next ten.</summary>
    public bool IsModulo11 { get; init; }

    /// <summary>How telling the form is with a fitting digit.</summary>
    public double Score { get; init; }

    public bool Fits(string number)
    {
        if (number.Length != Length || !char.IsAsciiDigit(number[SumFrom + Weights.Length]))
            return false;
        string prefix = Prefixes.FirstOrDefault(each => number.StartsWith(each, StringComparison.Ordinal)) ?? "";
        return (Prefixes.Count == 0 || prefix.Length > 0)
            && number.Skip(prefix.Length).All(each => char.IsAsciiDigit(each) || (Letters && char.IsAsciiLetterUpper(each)));
    }

    /// <summary>Whether the check digit of a number of this form fits.</summary>
    public bool CheckDigitFits(string number)
    {
        int sum = 0;
        for (int i = 0; i < Weights.Length; i++)
            sum += Weights[i] * ValueOf(number[SumFrom + i]);
        int digit = IsModulo11 ? sum % 11 % 10 : (10 - (sum % 10)) % 10;
        return digit == number[SumFrom + Weights.Length] - '0';
    }

    // A is 2, B is 3, and so on over the tens.
    private static int ValueOf(char each) => char.IsAsciiDigit(each) ? each - '0' : (each - 'A' + 2) % 10;
}
