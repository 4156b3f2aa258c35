namespace Shipments.Api.Admission;

/// <summary>Why a call was not let in.</summary>
internal enum RefusalCause
{
    /// <summary>As much is under way as there is room for.</summary>
    Room,

    /// <summary>Work stands in a queue, and the call would not be done in time.</summary>
    Queue,
}

/// <summary>A call that was not let in.</summary>
/// <param name="Cause">Why.</param>
/// <param name="RetryAfter">When to come again.</param>
internal readonly record struct Refusal(RefusalCause Cause, TimeSpan RetryAfter);
