namespace Shipments.Domain.Containers;

/// <summary>The number of an air waybill: 3 digits of the airline, a serial of 7, and the serial modulo 7.</summary>
public static class AirWaybillNumber
{
    /// <summary>Its length.</summary>
    public const int Chars = 11;

    /// <summary>Whether a text is one.</summary>
    /// <param name="text">11 digits, no hyphen.</param>
    /// <param name="problem">When false: what is wrong.</param>
    public static bool IsValid(string text, out string problem)
    {
        problem = "";
        if (text.Length != Chars || !ReceptacleId.IsNumber(text, 0, Chars))
            problem = $"must have {Chars} digits";
        else if (ReceptacleId.Number(text, 3, 7) % 7 != text[10] - '0')
            problem = "the last digit must be digits 4 to 10 modulo 7";
        return problem.Length == 0;
    }
}
