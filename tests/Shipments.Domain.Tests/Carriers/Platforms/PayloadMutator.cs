using System.Text;

namespace Shipments.Domain.Tests.Carriers.Platforms;

/// <summary>Damages a payload the way transport, partners and their releases do, and worse. The same seed damages the same way.</summary>
internal sealed class PayloadMutator(byte[] payload, Random random)
{
    private static readonly byte[][] Values = Encoded(
        "null", "[]", "{}", "[{}]", "[[]]", "\"\"", "0", "-1", "1e999", "true", "\"\\ud800\"", "\"\\u0000\"", "99999999999999999999", "\"2026-02-30 25:61\"",
        "\"+99:99\"", "\"-\"", "\"" + new string('x', 2_000) + "\"", "-62135596800000", "253402300799999", "\"9999-12-31T23:59:59-14:00\"",
        "\"0001-01-01 00:00:00\"", "{\"a\":{\"a\":{\"a\":{}}}}", "\"2026-03-01\"", "\"2026-03-01T10:00:00+08:00\"", "\"RB123456785GB\"", "\"US\"");

    private static readonly byte[][] Marks = Encoded(",", ":", "\"", "}", "]", "{", "[", "\\", "\uFEFF", "\0");

    /// <summary>Three in four stay JSON, with one to four of its values replaced; the rest is damaged anywhere.</summary>
    public byte[] Next()
    {
        List<byte> bytes = [.. payload];
        bool valuesOnly = random.Next(4) > 0;
        for (int left = random.Next(1, 5); left > 0 && bytes.Count > 0; left--)
        {
            if (valuesOnly)
                ReplaceValue(bytes);
            else
                Damage(bytes);
        }

        return [.. bytes];
    }

    private static byte[][] Encoded(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private void Damage(List<byte> bytes)
    {
        int at = random.Next(bytes.Count);
        int length = Math.Min(random.Next(1, 60), bytes.Count - at);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Marks[random.Next(Marks.Length)]);
                break;
        }
    }

    // The next value after a random place that is no object and no list; the fixtures have a blank after each colon of a name.
    private void ReplaceValue(List<byte> bytes)
    {
        for (int at = random.Next(bytes.Count); at + 3 < bytes.Count; at++)
        {
            bool value = bytes[at] == '"' && bytes[at + 1] == ':' && bytes[at + 2] == ' ' && bytes[at + 3] is not ((byte)'{' or (byte)'[');
            if (!value)
                continue;
            int start = at + 3;
            int end = start + 1;
            bool text = bytes[start] == '"';
            while (end < bytes.Count && (text ? bytes[end] != '"' || bytes[end - 1] == '\\' : bytes[end] is not ((byte)',' or (byte)' ' or (byte)'\n' or (byte)'}')))
                end++;
            end = Math.Min(end + (text ? 1 : 0), bytes.Count);
            bytes.RemoveRange(start, end - start);
            bytes.InsertRange(start, Values[random.Next(Values.Length)]);
            return;
        }
    }
}
