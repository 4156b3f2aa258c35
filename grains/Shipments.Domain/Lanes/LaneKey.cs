namespace Shipments.Domain.Lanes;

/// <summary>A tenant's lane: from one country to another by one service. As text <c>{tenant}/{origin}-{destination}/{service}</c>.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Origin">The country it begins in, two letters; <c>ZZ</c> for unknown.</param>
/// <param name="Destination">The country it ends in, two letters; <c>ZZ</c> for unknown.</param>
/// <param name="Service">The service; <c>unknown</c> for none.</param>
public readonly record struct LaneKey(string Tenant, string Origin, string Destination, string Service)
{
    /// <summary>The longest service, in characters: 64.</summary>
    public const int ServiceCharsMax = 64;

    /// <summary>The lane within its tenant, <c>{origin}-{destination}/{service}</c>.</summary>
    public string Lane => $"{Origin}-{Destination}/{Service}";

    /// <summary>The longest text, in characters: a tenant of 64, two countries, a service of 64 and what stands between.</summary>
    public static int CharsMax => 64 + ServiceCharsMax + 7;

    /// <summary>Reads a lane within a tenant; false when the text is none.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="lane"><c>{origin}-{destination}/{service}</c>.</param>
    /// <param name="key">The lane.</param>
    public static bool TryRead(string tenant, ReadOnlySpan<char> lane, out LaneKey key)
    {
        key = default;
        if (lane.Length < 7 || lane.Length > 6 + ServiceCharsMax || lane[2] != '-' || lane[5] != '/'
            || !IsCountry(lane[..2]) || !IsCountry(lane[3..5]) || !IsService(lane[6..]))
            return false;
        key = new LaneKey(tenant, lane[..2].ToString(), lane[3..5].ToString(), lane[6..].ToString());
        return true;
    }

    /// <summary>Reads a whole key; false when the text is none.</summary>
    /// <param name="text"><c>{tenant}/{origin}-{destination}/{service}</c>.</param>
    /// <param name="key">The lane.</param>
    public static bool TryParse(string? text, out LaneKey key)
    {
        key = default;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0 && TryRead(text![..slash], text.AsSpan(slash + 1), out key);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Lane}";

    private static bool IsCountry(ReadOnlySpan<char> text) => char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]);

    private static bool IsService(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-')
                return false;
        }

        return true;
    }
}
