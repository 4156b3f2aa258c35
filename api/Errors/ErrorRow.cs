using Grpc.Core;

namespace Shipments.Api.Errors;

/// <summary>What a reason looks like on the wire.</summary>
/// <param name="Code">The gRPC status.</param>
/// <param name="Reason">The reason of the ErrorInfo.</param>
/// <param name="Text">One sentence for people, without a full stop.</param>
/// <param name="RetryAfter">When to repeat; null where repeating does not help.</param>
internal sealed record ErrorRow(StatusCode Code, string Reason, string Text, TimeSpan? RetryAfter = null);
