using System.IO.Hashing;
using Google.Protobuf;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Checks merges and splits whole and turns them into commands. What is wrong goes to the faults, and the command is then of no use.</summary>
internal static class MergeReader
{
    private const long MergeSeed = 3;
    private const long SplitSeed = 4;

    /// <summary>Reads a merge. Of its sources only the ids are known yet.</summary>
    internal static MergeParcelsCommand Read(MergeParcelsRequest request, FieldFaults faults, out string parcelId)
    {
        ParcelNames.TryRead(faults, "name", request.Name, out parcelId);
        FieldRules.RequestId(faults, request.RequestId);
        BatchItems.Count(faults, "sources", request.Sources.Count, ApiLimits.MergeSourcesMax);
        var command = new MergeParcelsCommand { IfVersion = ParcelEtags.Read(request.Etag) };
        HashSet<string> named = [parcelId];
        for (int i = 0; i < request.Sources.Count && i < ApiLimits.MergeSourcesMax; i++)
        {
            if (!ParcelNames.TryRead(faults, $"sources[{i}]", request.Sources[i], out string source))
                continue;
            if (!named.Add(source))
                faults.Add($"sources[{i}]", request.Sources[i], "must be named once, and not be the parcel itself");
            command.Sources.Add(new MergeSource { Parcel = source });
        }

        command.ContentHash = XxHash64.HashToUInt64(command.ToByteArray(), MergeSeed);
        command.RequestId = request.RequestId;
        return command;
    }

    /// <summary>Reads a split.</summary>
    internal static SplitParcelCommand Read(SplitParcelRequest request, FieldFaults faults, out string parcelId)
    {
        ParcelNames.TryRead(faults, "name", request.Name, out parcelId);
        FieldRules.RequestId(faults, request.RequestId);
        var command = new SplitParcelCommand { IfVersion = ParcelEtags.Read(request.Etag) };
        command.ContentHash = XxHash64.HashToUInt64(command.ToByteArray(), SplitSeed);
        command.RequestId = request.RequestId;
        return command;
    }
}
