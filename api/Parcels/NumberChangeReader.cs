using System.IO.Hashing;
using Google.Protobuf;
using Shipments.Api.Errors;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Checks requests to give a parcel a number or take one away. What is wrong goes to the faults, and the command is then of no use.</summary>
internal static class NumberChangeReader
{
    private const long AttachSeed = 5;
    private const long DetachSeed = 6;

    /// <summary>Reads an attachment. The hash is of the number as sent: a default depends on the time, and a repetition comes later.</summary>
    internal static ParcelNumberCommand Read(AttachNumberRequest request, DateTimeOffset now, FieldFaults faults, out string parcelId)
    {
        ParcelNames.TryRead(faults, "name", request.Name, out parcelId);
        FieldRules.RequestId(faults, request.RequestId);
        TrackingNumber sent = request.TrackingNumber ?? new TrackingNumber();
        ParcelNumber? number = NumberFields.Read(faults, "tracking_number.", sent, now);
        return new ParcelNumberCommand
        {
            IfVersion = ParcelEtags.Read(request.Etag),
            Number = number,
            FromStated = sent.ValidFrom is not null,
            ContentHash = HashOf(sent, request.Etag, AttachSeed),
            RequestId = request.RequestId,
        };
    }

    /// <summary>Reads the end of one.</summary>
    internal static ParcelNumberCommand Read(DetachNumberRequest request, FieldFaults faults, out string parcelId)
    {
        ParcelNames.TryRead(faults, "name", request.Name, out parcelId);
        FieldRules.RequestId(faults, request.RequestId);
        string number = NumberFields.Read(faults, "tracking_number", request.TrackingNumber) ?? "";
        return new ParcelNumberCommand
        {
            IfVersion = ParcelEtags.Read(request.Etag),
            Number = new ParcelNumber { Number = number },
            ContentHash = HashOf(new TrackingNumber { Number = number }, request.Etag, DetachSeed),
            RequestId = request.RequestId,
        };
    }

    private static ulong HashOf(TrackingNumber sent, string etag, long seed) =>
        XxHash64.HashToUInt64([.. sent.ToByteArray(), .. System.Text.Encoding.UTF8.GetBytes(etag)], seed);
}
