using Google.Protobuf.Collections;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Journal.V1;

namespace Shipments.Api.Parcels;

/// <summary>Reads labels as they were sent.</summary>
internal static class LabelFields
{
    /// <summary>Puts the labels into <paramref name="registered"/>, in the order of their keys, so that equal labels make equal bytes.</summary>
    internal static void Read(FieldFaults faults, string field, MapField<string, string> labels, ParcelRegistered registered)
    {
        if (labels.Count > ApiLimits.LabelsMax)
        {
            faults.Add(field, $"{labels.Count} items", $"must be at most {ApiLimits.LabelsMax}");
            return;
        }

        foreach ((string key, string value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            if (key.Length == 0)
                faults.Add(field, key, "must have keys of at least 1 character");
            else if (FieldRules.Line(faults, field, key, ApiLimits.LabelKeyCharsMax))
                FieldRules.Line(faults, $"{field}[{key}]", value, ApiLimits.LabelValueCharsMax);
            registered.Labels.Add(key, value);
        }
    }
}
