using System.Text;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>What is put in place of a value, or between any two bytes.</summary>
internal static class FuzzScraps
{
    /// <summary>Values of JSON.</summary>
    public static byte[][] Values { get; } = Encoded(
        "null", "[]", "{}", "[{}]", "[[]]", "[null]", "\"\"", "0", "-1", "1e999", "-0", "1.5", "true", "false", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"",
        "99999999999999999999", "-9223372036854775808", "9223372036854775807", "\"-\"", "\"" + new string('x', 2_000) + "\"", "\"" + string.Concat(Enumerable.Repeat("😀", 40)) + "\"",
        "\"" + new string('\u0301', 200) + "\"", new string('9', 400), "-62135596800000", "253402300799999", "\"2026-02-30 25:61\"", "\"+99:99\"", "\"+14:00\"", "\"GMT-14\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01 00:00:00\"", "\"2026-03-01\"", "\"2026-03-01T10:00:00+08:00\"", "\"29/02/2025\"", "\"31/12/2026\"",
        "\"24:00:00\"", "\"RB123456785GB\"", "\"9400111206206406260787\"", "\"US\"", "\"ES\"", "\"CN\"", "\"success\"", "\"false\"", "{\"a\":{\"a\":{\"a\":{}}}}");

    /// <summary>Texts of fields that have no quotes.</summary>
    public static byte[][] Texts { get; } =
    [
        .. Values.Select(value => value is [(byte)'"', .., (byte)'"'] ? value[1..^1] : value),
        .. Encoded("&#xD800;", "&#0;", "&lol;", "<![CDATA[x]]>", "<!-- x -->", "EMI", "EME", "20261301", "20261122T101112", "SGSINN", "2026-11-22T10:11:12+08:00", "March 31, 2026"),
    ];

    /// <summary>What breaks texts: marks of all the formats, halves of characters, an end of a text, a mark of its order.</summary>
    public static byte[][] Marks { get; } =
    [
        .. Encoded(",", ":", "\"", "}", "]", "{", "[", "\\", "\uFEFF", "\0", "<", ">", "&", "</", "/*", "*/", "//", "\n", "\r\n", "\t", ";", "|", "\u2028", "\u202E", "\\ud83d"),
        [0xC3], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0x80],
    ];

    private static byte[][] Encoded(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
