using Shipments.Faults.History;

namespace Shipments.Faults.Checkers;

/// <summary>A request id has one answer, however often it is asked.</summary>
internal static class ReplyChecker
{
    public static IEnumerable<string> Check(IEnumerable<ReplyRecord> replies)
    {
        Dictionary<string, string> first = [];
        foreach (var (requestId, answer) in replies)
        {
            if (!first.TryAdd(requestId, answer) && first[requestId] != answer)
                yield return $"two replies: {requestId} was answered {first[requestId]}, then {answer}";
        }
    }
}
