using Google.Protobuf;
using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Requests;

/// <summary>The requests an actor answered: those of its state and those of the turn at hand.</summary>
/// <param name="kept">Of the state, oldest first: the encoded fields of its row.</param>
internal sealed class RequestMemory(ReadOnlyMemory<byte> kept)
{
    /// <summary>An actor remembers so many requests; the one that created it not counted.</summary>
    public const int RequestsMax = 32;

    /// <summary>
    /// So many bytes its requests have with their answers: 64 KiB. The oldest go first; the newest stays, whatever its size. What is remembered follows from
    /// the entries alone, so that a replay remembers the same.
    /// </summary>
    public const int BytesMax = 64 * 1024;

    private List<AnsweredRequest>? _added;

    public bool HasChanged => _added is not null;

    public bool TryAnswered(string requestId, ulong contentHash, out ReadOnlyMemory<byte> answer, out bool reused)
    {
        answer = default;
        reused = false;
        if (requestId.Length == 0 || Find(requestId) is not { } known)
            return false;
        return Matches(known, contentHash, out answer, out reused);
    }

    public static bool Matches(AnsweredRequest known, ulong contentHash, out ReadOnlyMemory<byte> answer, out bool reused)
    {
        reused = known.ContentHash != contentHash;
        answer = reused ? default : known.Answer.Memory;
        return !reused;
    }

    public void Answer(string requestId, ulong contentHash, ReadOnlyMemory<byte> answer)
    {
        if (requestId.Length == 0 || Find(requestId) is not null)
            return;
        (_added ??= []).Add(new AnsweredRequest { RequestId = requestId, ContentHash = contentHash, Answer = ByteString.CopyFrom(answer.Span) });
    }

    /// <summary>Writes what this turn added into its entry: no more than would be remembered.</summary>
    public void WriteTo(RepeatedField<AnsweredRequest> entry)
    {
        if (_added is null)
            return;
        for (int i = FirstKept(_added); i < _added.Count; i++)
            entry.Add(_added[i]);
    }

    /// <summary>The place of the oldest that is remembered of some requests, oldest first.</summary>
    public static int FirstKept(IReadOnlyList<AnsweredRequest> requests)
    {
        int first = requests.Count;
        for (int bytes = 0; first > 0 && requests.Count - first < RequestsMax; first--)
        {
            bytes += requests[first - 1].CalculateSize();
            if (bytes > BytesMax && first < requests.Count)
                break;
        }

        return first;
    }

    /// <summary>Whether so many requests of so many bytes are more than are remembered, so that the oldest goes.</summary>
    public static bool IsTooMuch(int count, int bytes) => count > 1 && (count > RequestsMax || bytes > BytesMax);

    public static void Replay(RepeatedField<AnsweredRequest> state, RepeatedField<AnsweredRequest> entry)
    {
        if (entry.Count == 0)
            return;
        state.Add(entry);
        for (int dropped = FirstKept(state); dropped > 0; dropped--)
            state.RemoveAt(0);
    }

    private AnsweredRequest? Find(string requestId)
    {
        foreach (AnsweredRequest request in _added ?? [])
        {
            if (request.RequestId == requestId)
                return request;
        }

        return kept.IsEmpty ? null : AnsweredRows.Find(kept.Span, requestId);
    }
}
