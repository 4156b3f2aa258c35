using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Checks a registration whole and turns it into the command of its parcel.</summary>
internal static class RegistrationReader
{
    /// <summary>Reads a registration; what is wrong goes to <paramref name="faults"/>, and the command is then of no use.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="faults">Gathers what is wrong.</param>
    internal static RegisterCommand Read(RegisterParcelRequest request, DateTimeOffset now, FieldFaults faults)
    {
        if (request.ParcelId.Length > 0)
            FieldRules.Id(faults, "parcel_id", request.ParcelId, ApiLimits.ParcelIdCharsMax);
        FieldRules.RequestId(faults, request.RequestId);
        if (request.Service.Length > 0)
            FieldRules.Name(faults, "service", request.Service, ApiLimits.ServiceCharsMax);
        FieldRules.Country(faults, "origin_country", request.OriginCountry);
        FieldRules.Country(faults, "destination_country", request.DestinationCountry);
        var registered = new ParcelRegistered
        {
            Service = request.Service,
            OriginCountry = request.OriginCountry,
            DestinationCountry = request.DestinationCountry,
            UntrackedService = request.UntrackedService,
            Declaration = DeclarationFields.Read(faults, "declaration", request.Declaration),
        };
        var command = new RegisterCommand { RequestId = request.RequestId, Registration = registered };
        ReadNumbers(request, now, faults, command);
        LabelFields.Read(faults, "labels", request.Labels, registered);
        if (faults.Count == 0)
            command.ContentHash = RegistrationHash.Of(request, registered);
        return command;
    }

    private static void ReadNumbers(RegisterParcelRequest request, DateTimeOffset now, FieldFaults faults, RegisterCommand command)
    {
        if (request.TrackingNumbers.Count > ApiLimits.NumbersMax)
        {
            faults.Add("tracking_numbers", $"{request.TrackingNumbers.Count} items", $"must be at most {ApiLimits.NumbersMax}");
            return;
        }

        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < request.TrackingNumbers.Count; i++)
        {
            faults.At("tracking_numbers", i);
            ParcelNumber? number = NumberFields.Read(faults, "", request.TrackingNumbers[i], now);
            if (number is null)
                continue;
            if (!seen.TryAdd(number.Number, i))
                faults.Add("number", request.TrackingNumbers[i].Number, $"must not be the number of tracking_numbers[{seen[number.Number]}] again");
            command.Registration.Numbers.Add(number);
            if (request.TrackingNumbers[i].ValidFrom is not null)
                command.FromStated.Add(number.Number);
        }

        faults.AtRoot();
    }
}
