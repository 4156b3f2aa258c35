using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Shipments.Api.Limits;
using Status = Google.Rpc.Status;

namespace Shipments.Api.Errors;

/// <summary>Builds the statuses of errors from the table: one ErrorInfo, BadRequest for wrong fields, RetryInfo where repeating helps.</summary>
internal static class ErrorStatuses
{
    /// <summary>The domain of every ErrorInfo.</summary>
    internal const string Domain = "shipments";

    /// <summary>The status of a refusal.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="detail">A sentence more; nothing of the server's inside.</param>
    /// <param name="faults">The wrong fields.</param>
    /// <param name="subject">What the error is about, such as a parcel's name; in the ErrorInfo's metadata.</param>
    /// <param name="retryAfter">When to repeat, where it was measured; else as the table says.</param>
    internal static Status Of(
        ApiReason reason, string? detail = null, IReadOnlyList<FieldFault>? faults = null, string? subject = null, TimeSpan? retryAfter = null)
    {
        ErrorRow row = ErrorTable.Row(reason);
        var info = new ErrorInfo { Domain = Domain, Reason = row.Reason };
        if (subject is not null)
            info.Metadata["subject"] = subject;
        var status = new Status { Code = (int)row.Code, Message = Text(row, detail, faults) };
        if (faults is { Count: > 0 })
        {
            info.Metadata["faults"] = faults.Count.ToString(CultureInfo.InvariantCulture);
            status.Details.Add(Any.Pack(info));
            status.Details.Add(Any.Pack(Violations(faults)));
        }
        else
        {
            status.Details.Add(Any.Pack(info));
        }

        if ((retryAfter ?? row.RetryAfter) is { } after)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(after) }));
        return status;
    }

    /// <summary>The status of a refusal, to be thrown.</summary>
    internal static RpcException Exception(
        ApiReason reason, string? detail = null, IReadOnlyList<FieldFault>? faults = null, string? subject = null, TimeSpan? retryAfter = null) =>
        Of(reason, detail, faults, subject, retryAfter).ToRpcException();

    private static string Text(ErrorRow row, string? detail, IReadOnlyList<FieldFault>? faults)
    {
        if (!string.IsNullOrEmpty(detail))
            return $"{row.Text}: {detail}";
        return faults is { Count: > 0 } ? $"{row.Text}: {faults[0].Path} {faults[0].Problem}." : $"{row.Text}.";
    }

    private static BadRequest Violations(IReadOnlyList<FieldFault> faults)
    {
        var bad = new BadRequest();
        int bytes = 0;
        for (int i = 0; i < faults.Count && i < ApiLimits.FaultsReportedMax; i++)
        {
            var violation = new BadRequest.Types.FieldViolation
            {
                Field = faults[i].Path,
                Description = $"{faults[i].Problem}; it was \"{faults[i].Value}\".",
            };
            bytes += ((IMessage)violation).CalculateSize();
            if (i > 0 && bytes > ApiLimits.FaultBytesMax)
                break;
            bad.FieldViolations.Add(violation);
        }

        return bad;
    }
}
