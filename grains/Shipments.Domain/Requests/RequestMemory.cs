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
        for (int i = Math.Max(0, (_added?.Count ?? 0) - RequestsMax); i < _added?.Count; i++)
            entry.Add(_added[i]);
    }

    public static void Replay(RepeatedField<AnsweredRequest> state, RepeatedField<AnsweredRequest> entry)
    {
        if (entry.Count == 0)
            return;
        state.Add(entry);
        while (state.Count > RequestsMax)
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
