namespace Shipments.Faults.History;

/// <summary>What a request was answered.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Answer">Its answer as text, without what may change from one moment to the next.</param>
internal sealed record ReplyRecord(string RequestId, string Answer);
