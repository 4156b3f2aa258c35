using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>
/// JSON that may carry comments or break off: comments are left out, and whatever stands before a break is closed and kept. Both are told.
/// Text that is no UTF-8 breaks where it begins to be none.
/// </summary>
internal sealed class MendedJson : IDisposable
{
    private readonly JsonDocument _document;

    private MendedJson(JsonDocument document) => _document = document;

    public JsonElement Root => _document.RootElement;

    /// <summary>The break; null when there is none.</summary>
    public PayloadFault? Damage { get; private init; }

    /// <summary>How many lists and objects were open at the break; 0 without one.</summary>
    public int OpenLevels { get; private init; }

    /// <summary>The first comment; null when there is none.</summary>
    public PayloadFault? Comment { get; private init; }

    /// <summary>Reads a payload; null and a fault when nothing of it can be read, or it is too large.</summary>
    public static MendedJson? Parse(ReadOnlyMemory<byte> payload, out PayloadFault? fault)
    {
        fault = null;
        if (payload.Length > PayloadLimits.BytesMax)
        {
            fault = PayloadFault.At("", $"{payload.Length.ToString(CultureInfo.InvariantCulture)} bytes", $"A payload has at most {PayloadLimits.BytesMax} bytes.");
            return null;
        }

        ReadOnlySpan<byte> bytes = PayloadJson.WithoutMark(payload).Span;
        JsonScan scan = JsonScan.Of(bytes[..ValidLength(bytes)], bytes.Length);
        if (scan.Length == 0)
        {
            fault = PayloadFault.At("", Where(scan.BrokeAt), $"The payload is not JSON of at most {PayloadLimits.DepthMax} levels.");
            return null;
        }

        byte[] whole = [.. bytes[..scan.Length], .. Encoding.ASCII.GetBytes(scan.Closing)];
        JsonDocumentOptions options = new() { MaxDepth = PayloadLimits.DepthMax, CommentHandling = JsonCommentHandling.Skip };
        return new MendedJson(JsonDocument.Parse(whole, options))
        {
            OpenLevels = scan.Closing.Length,
            Damage = scan.BrokeAt < 0 ? null : PayloadFault.At(
                "", Where(scan.BrokeAt), $"From here on the payload is not JSON of at most {PayloadLimits.DepthMax} levels; what came before was read."),
            Comment = scan.CommentAt < 0 ? null : PayloadFault.At(
                "", Where(scan.CommentAt), "The payload carries comments, which JSON has not; they were left out and the rest was read."),
        };
    }

    public void Dispose() => _document.Dispose();

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out int read) == System.Buffers.OperationStatus.Done)
            at += read;
        return at;
    }

    private static string Where(int at) => string.Create(CultureInfo.InvariantCulture, $"byte {at + 1}");
}
