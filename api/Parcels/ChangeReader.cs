using System.IO.Hashing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Checks changes of a parcel whole and turns them into commands. What is wrong goes to the faults, and the command is then of no use.</summary>
internal static class ChangeReader
{
    private const long CancelSeed = 1;
    private const long UpdateSeed = 2;

    private static readonly Dictionary<string, ParcelFields> FieldsByPath = new(StringComparer.Ordinal)
    {
        ["service"] = ParcelFields.Service,
        ["origin_country"] = ParcelFields.OriginCountry,
        ["destination_country"] = ParcelFields.DestinationCountry,
        ["untracked_service"] = ParcelFields.UntrackedService,
        ["labels"] = ParcelFields.Labels,
        ["declaration"] = ParcelFields.Declaration,
        ["*"] = ParcelFields.All,
    };

    /// <summary>Reads a cancellation.</summary>
    internal static CancelParcelCommand Read(CancelParcelRequest request, FieldFaults faults, out string parcelId)
    {
        ParcelNames.TryRead(faults, "name", request.Name, out parcelId);
        FieldRules.RequestId(faults, request.RequestId);
        FieldRules.Line(faults, "note", request.Note, ApiLimits.DescriptionCharsMax);
        var command = new CancelParcelCommand { IfVersion = ParcelEtags.Read(request.Etag), Note = request.Note };
        command.ContentHash = XxHash64.HashToUInt64(command.ToByteArray(), CancelSeed);
        command.RequestId = request.RequestId;
        return command;
    }

    /// <summary>Reads an update.</summary>
    internal static UpdateParcelCommand Read(UpdateParcelRequest request, FieldFaults faults, out string parcelId)
    {
        Parcel parcel = request.Parcel ?? new Parcel();
        ParcelNames.TryRead(faults, "parcel.name", parcel.Name, out parcelId);
        FieldRules.RequestId(faults, request.RequestId);
        ParcelFields fields = request.UpdateMask is null ? Filled(parcel) : Masked(request.UpdateMask, faults);
        var command = new UpdateParcelCommand
        {
            IfVersion = ParcelEtags.Read(parcel.Etag),
            Fields = (int)fields,
            Values = Values(parcel, fields, faults),
        };
        command.ContentHash = XxHash64.HashToUInt64(command.ToByteArray(), UpdateSeed);
        command.RequestId = request.RequestId;
        return command;
    }

    private static ParcelFields Filled(Parcel parcel) =>
        (parcel.Service.Length > 0 ? ParcelFields.Service : 0) | (parcel.OriginCountry.Length > 0 ? ParcelFields.OriginCountry : 0)
        | (parcel.DestinationCountry.Length > 0 ? ParcelFields.DestinationCountry : 0)
        | (parcel.UntrackedService ? ParcelFields.UntrackedService : 0) | (parcel.Labels.Count > 0 ? ParcelFields.Labels : 0)
        | (parcel.Declaration is not null ? ParcelFields.Declaration : 0);

    private static ParcelFields Masked(FieldMask mask, FieldFaults faults)
    {
        ParcelFields fields = ParcelFields.None;
        foreach (string path in mask.Paths)
        {
            if (FieldsByPath.TryGetValue(path, out ParcelFields field))
            {
                fields |= field;
                continue;
            }

            faults.Add("update_mask", path, "must name only " + string.Join(", ", FieldsByPath.Keys));
            break;
        }

        return fields;
    }

    private static ParcelRegistered Values(Parcel parcel, ParcelFields fields, FieldFaults faults)
    {
        var values = new ParcelRegistered();
        if (fields.HasFlag(ParcelFields.Service))
        {
            values.Service = parcel.Service;
            if (parcel.Service.Length > 0)
                FieldRules.Name(faults, "parcel.service", parcel.Service, ApiLimits.ServiceCharsMax);
        }

        if (fields.HasFlag(ParcelFields.OriginCountry))
        {
            values.OriginCountry = parcel.OriginCountry;
            FieldRules.Country(faults, "parcel.origin_country", parcel.OriginCountry);
        }

        if (fields.HasFlag(ParcelFields.DestinationCountry))
        {
            values.DestinationCountry = parcel.DestinationCountry;
            FieldRules.Country(faults, "parcel.destination_country", parcel.DestinationCountry);
        }

        if (fields.HasFlag(ParcelFields.UntrackedService))
            values.UntrackedService = parcel.UntrackedService;
        if (fields.HasFlag(ParcelFields.Labels))
            LabelFields.Read(faults, "parcel.labels", parcel.Labels, values);
        if (fields.HasFlag(ParcelFields.Declaration))
            values.Declaration = DeclarationFields.Read(faults, "parcel.declaration", parcel.Declaration);
        return values;
    }
}
