using System.Text;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>Damages payloads: whole parts of them, so that readers meet the damage, and single bytes, so that parsers do. The same random numbers damage the same way.</summary>
internal sealed class SeedMutator(IReadOnlyList<FuzzSeed> seeds, IReadOnlyList<FuzzSeed> strangers)
{
    private const int BytesMax = (1 << 20) + 4_096;
    private const int ManyOneIn = 400;
    private const int BloatedOneIn = 2_000;
    private const int BloatedTimes = 2_100;
    private const int RunMax = 60;

    // Words of which a text never ends: sixteen bytes at most.
    private static readonly string[] Endless = ["x", "RB123456785GB ", "9400111206206406", "a,b(c)[d]", "2026-10-05T14:30", "at 6:50 am in CA ", "\\ud83d"];

    public byte[] Next(Random random)
    {
        FuzzSeed seed = seeds[random.Next(seeds.Count)];
        if (random.Next(BloatedOneIn) == 0)
            return Bloated(seed, random);
        int parts = random.Next(4);
        int places = parts == 0 || random.Next(8) == 0 ? random.Next(1, 4) : 0;
        byte[] bytes = parts == 0 ? seed.Bytes : WithParts(seed, parts, random);
        if (places == 0)
            return bytes;
        List<byte> damaged = [.. bytes];
        for (; places > 0 && damaged.Count > 0; places--)
            DamageBytes(damaged, random);
        return [.. damaged];
    }

    // Past the bounds, or up to them: more parts than allowed, as many as a payload has room for, one endless text, or bytes without end.
    private static byte[] Bloated(FuzzSeed seed, Random random)
    {
        SeedSpan span = seed.Spans[random.Next(seed.Spans.Count)];
        for (int times = 0; (span.Separator is null || span.IsMember) && times < 32; times++)
            span = seed.Spans[random.Next(seed.Spans.Count)];
        int room = BytesMax - seed.Bytes.Length;
        byte[] part = [.. seed.Bytes[span.Start..span.End], .. Encoding.ASCII.GetBytes(span.Separator ?? ",")];
        IEnumerable<byte> added = random.Next(4) switch
        {
            0 => Enumerable.Repeat((byte)' ', room),
            1 => Enumerable.Repeat(part, Math.Clamp(room / part.Length, 1, BloatedTimes)).SelectMany(each => each),
            2 => Enumerable.Repeat(part, Math.Max(1, (room / part.Length) - random.Next(1_000))).SelectMany(each => each),
            _ => Encoding.ASCII.GetBytes("\"" + string.Concat(Enumerable.Repeat(Endless[random.Next(Endless.Length)], room / 16)) + "\"" + (span.Separator ?? ",")),
        };
        return [.. seed.Bytes[..span.Start], .. added, .. seed.Bytes[span.Start..]];
    }

    // Whole parts, from the last to the first, so that the places of the others stay right.
    private byte[] WithParts(FuzzSeed seed, int parts, Random random)
    {
        List<byte> bytes = [.. seed.Bytes];
        SeedSpan[] chosen = [.. Enumerable.Range(0, parts).Select(_ => seed.Spans[random.Next(seed.Spans.Count)]).OrderByDescending(span => span.Start)];
        int untouched = int.MaxValue;
        foreach (SeedSpan span in chosen)
        {
            if (span.End > untouched)
                continue;
            DamagePart(bytes, seed, span, random);
            untouched = span.Start;
        }

        return [.. bytes];
    }

    private void DamagePart(List<byte> bytes, FuzzSeed seed, SeedSpan span, Random random)
    {
        byte[] own = seed.Bytes[span.Start..span.End];
        byte[] instead = random.Next(8) switch
        {
            0 when span.Separator is not null => [],
            1 when span.Separator is not null => Repeated(own, span, random),
            2 when !span.IsMember => Deepened(own, IsJson(seed), random),
            3 => Part(seed, span.IsMember, random),
            4 => Part(random.Next(16) == 0 ? strangers[random.Next(strangers.Count)] : seeds[random.Next(seeds.Count)], span.IsMember, random),
            5 when random.Next(8) == 0 => random.Next(2) == 0 ? own[..random.Next(own.Length + 1)] : [.. own, .. own],
            _ => span.IsMember ? Part(seed, isMember: true, random) : Scrap(seed, random),
        };
        bytes.RemoveRange(span.Start, span.Length);
        bytes.InsertRange(span.Start, instead);
        if (instead.Length == 0 && span.Separator is { Length: > 0 })
            DropSeparator(bytes, span.Start, span.Separator[0]);
    }

    private static byte[] Repeated(byte[] own, SeedSpan span, Random random)
    {
        int times = random.Next(ManyOneIn) == 0 ? random.Next(900, 2_100) : random.Next(2, 4);
        times = Math.Min(times, Math.Max(1, BytesMax / (own.Length + 1)));
        byte[] separator = Encoding.ASCII.GetBytes(span.Separator ?? ",");
        List<byte> all = new((own.Length + 1) * times);
        for (int i = 0; i < times; i++)
        {
            if (i > 0)
                all.AddRange(separator);
            all.AddRange(own);
        }

        return [.. all];
    }

    private static byte[] Deepened(byte[] own, bool json, Random random)
    {
        int levels = random.Next(20) == 0 ? random.Next(30, 3_000) : random.Next(1, 34);
        (string open, string close) = !json ? ("<a>", "</a>") : random.Next(2) == 0 ? ("{\"a\":", "}") : ("[", "]");
        return [.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, levels))), .. own, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(close, levels)))];
    }

    // Another one of the same kind, if one is met soon.
    private static byte[] Part(FuzzSeed seed, bool isMember, Random random)
    {
        SeedSpan span = seed.Spans[random.Next(seed.Spans.Count)];
        for (int times = 0; span.IsMember != isMember && times < 8; times++)
            span = seed.Spans[random.Next(seed.Spans.Count)];
        return seed.Bytes[span.Start..span.End];
    }

    private static byte[] Scrap(FuzzSeed seed, Random random)
    {
        byte[][] scraps = IsJson(seed) ? FuzzScraps.Values : FuzzScraps.Texts;
        return scraps[random.Next(scraps.Length)];
    }

    private static bool IsJson(FuzzSeed seed) => seed.Bytes.FirstOrDefault(each => each > ' ') is (byte)'{' or (byte)'[' or (byte)'/';

    // The one behind, else the one before.
    private static void DropSeparator(List<byte> bytes, int at, char separator)
    {
        int behind = at;
        while (behind < bytes.Count && bytes[behind] <= ' ' && bytes[behind] != separator)
            behind++;
        int before = at - 1;
        while (before >= 0 && bytes[before] <= ' ' && bytes[before] != separator)
            before--;
        if (behind < bytes.Count && bytes[behind] == separator)
            bytes.RemoveAt(behind);
        else if (before >= 0 && bytes[before] == separator)
            bytes.RemoveAt(before);
    }

    private void DamageBytes(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        int length = Math.Min(random.Next(1, RunMax), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, FuzzScraps.Marks[random.Next(FuzzScraps.Marks.Length)]);
                break;
            case 5:
                bytes[at] = (byte)"0123456789+-:T.Z"[random.Next(16)];
                break;
            case 6 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                byte[] other = seeds[random.Next(seeds.Count)].Bytes;
                int from = random.Next(other.Length);
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(length, other.Length - from)).ToArray());
                break;
        }
    }
}
