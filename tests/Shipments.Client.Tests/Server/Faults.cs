using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Shipments.Client.Tests.Server;

/// <summary>Errors as the server makes them.</summary>
internal static class Faults
{
    public static RpcException Of(StatusCode code, string reason, TimeSpan? retryAfter = null, string field = "") =>
        Status(code, reason, retryAfter, field).ToRpcException();

    public static Google.Rpc.Status Status(StatusCode code, string reason, TimeSpan? retryAfter = null, string field = "")
    {
        ErrorInfo info = new() { Domain = "shipments", Reason = reason, Metadata = { ["subject"] = "parcels/p1" } };
        Google.Rpc.Status status = new() { Code = (int)code, Message = $"It was {reason}.", Details = { Any.Pack(info) } };
        if (retryAfter is { } after)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(after) }));
        if (field.Length > 0)
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = "is wrong" } } }));
        return status;
    }
}
