using System.Globalization;
using Google.Rpc;
using Shipments.Api.Errors;
using Shipments.Contracts.Calls;

namespace Shipments.Api.Parcels;

/// <summary>What the items of batches have in common.</summary>
internal static class BatchItems
{
    /// <summary>Adds a fault unless there are 1 to so many items.</summary>
    internal static void Count(FieldFaults faults, string field, int count, int countMax)
    {
        if (count < 1 || count > countMax)
            faults.Add(field, string.Create(CultureInfo.InvariantCulture, $"{count} items"), $"must be 1 to {countMax}");
    }

    /// <summary>The faults of one item, with paths from the request on.</summary>
    internal static FieldFaults FaultsOf(string field, int index) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]."));

    /// <summary>The error of an item whose fields are wrong.</summary>
    internal static Status Invalid(FieldFaults faults) => ErrorStatuses.Of(ApiReason.FieldsInvalid, faults: faults.List);

    /// <summary>How an item's call ended; null when it went well.</summary>
    internal static Status? ErrorOf(IGrainReply reply, string subject) =>
        ErrorTable.Of(reply.Header) is { } reason ? ErrorStatuses.Of(reason, reply.Header?.Detail, subject: subject) : null;
}
