using System.Text;

namespace Shipments.Domain.Carriers.Upu;

/// <summary>Tells EMSEVT lines from other text.</summary>
internal static class EmsevtShape
{
    private const int LookedAtBytesMax = 16 * 1024;

    /// <summary>Whether the first line is a header, or has a code of the standard's form where the event stands.</summary>
    public static bool Fits(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > PayloadLimits.BytesMax)
            return false;
        ReadOnlySpan<byte> bytes = PayloadJson.WithoutMark(payload).Span;
        string start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LookedAtBytesMax)]);
        string line = EmsevtLines.Of(start).Select(each => each.Line).FirstOrDefault("");
        if (line.Length == 0 || line[0] is '{' or '[' or '<' || EmsevtLines.Separator(line) is not { } separator)
            return false;
        IReadOnlyList<string> cells = EmsevtLines.Split(line, separator);
        return EmsevtColumns.TryReadHeader(cells, out _) || IsEventCode(EmsevtColumns.Usual.Of(cells, EmsevtColumns.Field.Event));
    }

    private static bool IsEventCode(string text) =>
        text is [('E' or 'e'), ('M' or 'm' or 'D' or 'd' or 'X' or 'x'), var last] && char.IsAsciiLetter(last);
}
