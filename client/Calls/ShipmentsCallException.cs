using Grpc.Core;

namespace Shipments.Client;

/// <summary>A call that ended for good: the server refused it, or repeating it did not help in time.</summary>
#pragma warning disable CA1032 // It says what a call said; there is nothing to say without one.
public class ShipmentsCallException : Exception
#pragma warning restore CA1032 // Only this type.
{
    internal ShipmentsCallException(CallFault fault, int attempts, string more = "")
        : base($"{Describe(fault)}: {fault.Exception.Status.Detail}{more}{(attempts > 1 ? $" ({attempts} attempts)" : "")}", fault.Exception)
    {
        StatusCode = fault.Exception.StatusCode;
        Reason = fault.Reason;
        Subject = fault.Subject;
        Fields = fault.Fields;
        RetryAfter = fault.RetryAfter;
        Attempts = attempts;
    }

    /// <summary>The gRPC status.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>Why, as one of the server's fixed words, such as <c>PARCEL_NOT_FOUND</c>; empty when the server did not answer.</summary>
    public string Reason { get; }

    /// <summary>What the error is about, such as <c>parcels/p1</c>; empty when it does not say.</summary>
    public string Subject { get; }

    /// <summary>The wrong fields, at most 32; empty unless the input was wrong.</summary>
    public IReadOnlyList<WrongField> Fields { get; }

    /// <summary>When repeating the request may help; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>How often the call was sent.</summary>
    public int Attempts { get; }

    private static string Describe(CallFault fault) =>
        fault.Reason.Length == 0 ? $"{fault.Exception.StatusCode}" : $"{fault.Exception.StatusCode} ({fault.Reason})";
}
