using System.Globalization;
using System.Numerics;

namespace Shipments.Domain.Epcis.Hashing;

/// <summary>Values brought to one spelling: terms of the vocabulary, numbers, times, and GS1 keys as digital links.</summary>
internal static class EpcisValues
{
    private const int FractionDigitsMax = 7;

    // The names of old URNs, and what stands for them today.
    private static readonly (string Urn, string Web)[] Terms =
    [
        ("urn:epcglobal:cbv:bizstep:", "https://ref.gs1.org/cbv/BizStep-"), ("urn:epcglobal:cbv:disp:", "https://ref.gs1.org/cbv/Disp-"),
        ("urn:epcglobal:cbv:btt:", "https://ref.gs1.org/cbv/BTT-"), ("urn:epcglobal:cbv:sdt:", "https://ref.gs1.org/cbv/SDT-"),
        ("urn:epcglobal:cbv:er:", "https://ref.gs1.org/cbv/ER-"),
    ];

    /// <summary>The one spelling of a value that is no time.</summary>
    public static string Canonical(string value)
    {
        string text = value.Trim();
        foreach ((string urn, string web) in Terms)
        {
            if (text.StartsWith(urn, StringComparison.Ordinal))
                return web + text[urn.Length..];
        }

        return Number(text) ?? GsOneUris.ToDigitalLink(text) ?? text;
    }

    /// <summary>A time in UTC with three decimals, the third rounded up from a half; what is no time stays as it is.</summary>
    public static string Time(string value)
    {
        string text = value.Trim();
        if (!TryReadTime(text, out DateTimeOffset time))
            return text;
        long half = TimeSpan.TicksPerMillisecond / 2;
        long ticks = Math.Min(time.UtcTicks, DateTime.MaxValue.Ticks - half) + half;
        DateTime rounded = new(ticks - (ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        return rounded.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a time with an offset and any number of decimals, of which seven count.</summary>
    public static bool TryReadTime(string text, out DateTimeOffset time)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int end = point + 1;
        while (point > 0 && end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (point > 0 && end - point - 1 > FractionDigitsMax)
            text = string.Concat(text.AsSpan(0, point + 1 + FractionDigitsMax), text.AsSpan(end));
        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture,
            text.EndsWith('Z') ? DateTimeStyles.AssumeUniversal : DateTimeStyles.None, out time);
    }

    // Numbers are doubles: a whole one is written in all its digits, another as shortly as it reads back.
    private static string? Number(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (text.Length == 0 || !(char.IsAsciiDigit(text[^1]) || text[^1] == '.')
            || !double.TryParse(text, Style, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            return null;
        if (Math.Truncate(number) == number)
            return new BigInteger(number).ToString(CultureInfo.InvariantCulture);
        return number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }
}
