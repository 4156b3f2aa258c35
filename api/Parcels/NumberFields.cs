using System.Globalization;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Reads tracking numbers as they were sent.</summary>
internal static class NumberFields
{
    /// <summary>The normalised number; null, with a fault, when it is none.</summary>
    internal static string? Read(FieldFaults faults, string field, string sent)
    {
        if (TrackingNumbers.TryNormalise(sent, out string number, out string fault))
            return number;
        faults.Add(field, sent, fault.TrimEnd('.'));
        return null;
    }

    /// <summary>The number with its issuer, role and window filled in; what is wrong goes to the faults. Null when it is none.</summary>
    /// <param name="faults">Gathers what is wrong.</param>
    /// <param name="path">What stands before the names of its fields: empty, or a field with a dot.</param>
    /// <param name="sent">The number as sent.</param>
    /// <param name="now">When it was received.</param>
    internal static ParcelNumber? Read(FieldFaults faults, string path, TrackingNumber sent, DateTimeOffset now)
    {
        string? number = Read(faults, path + "number", sent.Number);
        if (sent.Issuer.Length > 0)
            FieldRules.Name(faults, path + "issuer", sent.Issuer, ApiLimits.CarrierCharsMax);
        if (!Enum.IsDefined(sent.Role))
            faults.Add(path + "role", ((int)sent.Role).ToString(CultureInfo.InvariantCulture), "must be a NumberRole");
        long from = (now - ApiLimits.NumberValidBefore).ToUnixTimeMilliseconds();
        bool fromGood = sent.ValidFrom is null || FieldRules.Instant(faults, path + "valid_from", sent.ValidFrom, out from);
        long to = 0;
        if (sent.ValidTo is not null && FieldRules.Instant(faults, path + "valid_to", sent.ValidTo, out to) && fromGood && to <= from)
            faults.Add(path + "valid_to", FieldRules.Shown(sent.ValidTo), "must be after valid_from");
        if (number is null)
            return null;
        return new ParcelNumber
        {
            Number = number,
            Issuer = sent.Issuer.Length > 0 ? sent.Issuer : BestGuess(number),
            Role = (int)sent.Role,
            FromMs = from,
            ToMs = to,
        };
    }

    private static string BestGuess(string number)
    {
        IReadOnlyList<NumberGuess> guesses = NumberClassifier.Classify(number);
        return guesses.Count > 0 ? guesses[0].Issuer : "";
    }
}
