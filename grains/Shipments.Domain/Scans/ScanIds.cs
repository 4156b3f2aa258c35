using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>
/// Ids of scans. A scan is known by its carrier's own id where there is one, else by what it says: carrier, code (or else its text, letters
/// and digits only), local time and office. City, texts beside a code and the number it came under do not count, so a richer copy of a scan
/// is the same scan.
/// </summary>
public static class ScanIds
{
    /// <summary>The id of a scan; never 0.</summary>
    /// <param name="fact">The scan; <see cref="ScanFact.Id"/> is not read.</param>
    public static ulong Of(ScanFact fact)
    {
        if (fact.SourceId.Length > 0)
            return OfSource(fact.Carrier, fact.SourceId);
        long localMs = (fact.Time?.UtcMs ?? 0) + ((fact.Time?.OffsetMinutes ?? 0) * 60_000L);
        string what = fact.Code.Length > 0 ? "c" + fact.Code : "t" + Normalised(fact.Text);
        return Hash(fact.Carrier, what, localMs, Normalised(fact.Place?.Office ?? ""));
    }

    /// <summary>The id of a scan that its carrier numbers itself; never 0.</summary>
    /// <param name="carrier">The carrier's short name.</param>
    /// <param name="sourceId">The carrier's id of the event.</param>
    public static ulong OfSource(string carrier, string sourceId) => Hash(carrier, "s" + sourceId, 0, "");

    /// <summary>An id as callers see it: 16 hexadecimal digits.</summary>
    /// <param name="id">The id.</param>
    public static string Text(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads what a caller sees as an id; false when it is none.</summary>
    /// <param name="text">16 hexadecimal digits.</param>
    /// <param name="id">The id read.</param>
    public static bool TryParse(string text, out ulong id)
    {
        id = 0;
        return text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }

    private static ulong Hash(string carrier, string what, long localMs, string office)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(carrier.Length + what.Length + office.Length) + 10);
        int at = Encoding.UTF8.GetBytes(carrier, bytes);
        bytes[at++] = 0;
        at += Encoding.UTF8.GetBytes(what, bytes.AsSpan(at));
        bytes[at++] = 0;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), localMs);
        at += 8;
        at += Encoding.UTF8.GetBytes(office, bytes.AsSpan(at));
        ulong id = XxHash64.HashToUInt64(bytes.AsSpan(0, at));
        ArrayPool<byte>.Shared.Return(bytes);
        return id == 0 ? 1 : id;
    }

    private static string Normalised(string text)
    {
        if (text.Length == 0)
            return text;
        StringBuilder kept = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                kept.Append(Rune.ToUpperInvariant(rune).ToString());
        }

        return kept.ToString();
    }
}
