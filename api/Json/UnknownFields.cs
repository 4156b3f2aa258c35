using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Shipments.Api.Errors;
using Shipments.Api.Limits;

namespace Shipments.Api.Json;

/// <summary>Finds the fields of a JSON text that its message does not have, at any depth.</summary>
internal static class UnknownFields
{
    private const string WellKnown = "google.protobuf";

    /// <summary>Adds them, as many as an error names and one more.</summary>
    /// <param name="json">The text; what is of the wrong kind is left to the transport.</param>
    /// <param name="message">What it is to be.</param>
    /// <param name="faults">Gets each with its path, where known fields have the names of the protos.</param>
    internal static void Find(JsonElement json, MessageDescriptor message, FieldFaults faults) => OfMessage(json, message, "", faults);

    private static void OfMessage(JsonElement json, MessageDescriptor message, string within, FieldFaults faults)
    {
        // Messages such as Timestamp and Struct have forms of their own.
        if (json.ValueKind != JsonValueKind.Object || message.File.Package == WellKnown)
            return;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (faults.Count > ApiLimits.FaultsReportedMax)
                return;
            if (Known(message, property) is { } field)
                OfField(property.Value, field, within + field.Name, faults);
            else
                faults.Add(within + property.Name, Text(property.Value), $"The message {message.Name} has no such field.");
        }
    }

    // Both names are read: the one of protobuf's JSON mapping, and the one in the proto.
    private static FieldDescriptor? Known(MessageDescriptor message, JsonProperty property)
    {
        foreach (FieldDescriptor field in message.Fields.InDeclarationOrder())
        {
            if (property.NameEquals(field.JsonName) || property.NameEquals(field.Name))
                return field;
        }

        return null;
    }

    private static void OfField(JsonElement json, FieldDescriptor field, string path, FieldFaults faults)
    {
        if (field.FieldType != FieldType.Message)
            return;
        if (field.IsMap)
        {
            FieldDescriptor value = field.MessageType.FindFieldByNumber(2);
            if (json.ValueKind == JsonValueKind.Object && value.FieldType == FieldType.Message)
            {
                foreach (JsonProperty entry in json.EnumerateObject())
                    OfMessage(entry.Value, value.MessageType, $"{path}[{entry.Name}].", faults);
            }
        }
        else if (!field.IsRepeated)
        {
            OfMessage(json, field.MessageType, path + ".", faults);
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in json.EnumerateArray())
                OfMessage(item, field.MessageType, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]."), faults);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null => "",
    };
}
