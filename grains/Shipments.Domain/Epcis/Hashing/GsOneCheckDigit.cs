namespace Shipments.Domain.Epcis.Hashing;

/// <summary>The check digit of GS1 keys: modulo 10, weights 3 and 1 from the right.</summary>
internal static class GsOneCheckDigit
{
    /// <summary>The key with its check digit behind it. Only digits go in.</summary>
    public static string Append(string key)
    {
        int sum = 0;
        for (int i = 0; i < key.Length; i++)
            sum += (key[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        return key + (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
