using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Shipments.Api.OpenApi;

/// <summary>Schemas of messages and enums in protobuf's JSON mapping; each named one is written once and referred to.</summary>
/// <param name="comments">Their descriptions.</param>
internal sealed class OpenApiSchemas(ProtoComments comments)
{
    /// <summary>The schemas by their short names, which are one each in the package.</summary>
    internal JsonObject All { get; } = [];

    /// <summary>A reference to the schema of a message, or its form where JSON has one of its own for it.</summary>
    internal JsonObject Of(MessageDescriptor message)
    {
        if (WellKnown(message.FullName) is { } known)
            return known;
        if (!All.ContainsKey(message.Name))
        {
            JsonObject properties = [];
            // It stands there before its fields are read: a message may hold itself.
            All[message.Name] = Described(new JsonObject { ["type"] = "object", ["properties"] = properties }, message.FullName);
            foreach (FieldDescriptor field in message.Fields.InDeclarationOrder())
                properties[field.JsonName] = Alternative(Described(Of(field), field.FullName), field);
        }

        return Reference(message.Name);
    }

    /// <summary>The schema of a field's value.</summary>
    internal JsonObject Of(FieldDescriptor field)
    {
        if (field.IsMap)
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = One(field.MessageType.FindFieldByNumber(2)) };
        return field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = One(field) } : One(field);
    }

    /// <summary>Adds the description of what has this name.</summary>
    internal JsonObject Described(JsonObject schema, string fullName)
    {
        string text = comments.Of(fullName);
        if (text.Length > 0)
            schema["description"] = text;
        return schema;
    }

    // Of the fields of a oneof at most one may be set. A schema says that only at length, so it is said in words and with its name.
    private static JsonObject Alternative(JsonObject schema, FieldDescriptor field)
    {
        if (field.RealContainingOneof is not { } oneof)
            return schema;
        string others = string.Join(", ", oneof.Fields.Where(other => other != field).Select(other => other.JsonName));
        schema["description"] = $"{(string?)schema["description"]} Not together with: {others}.".TrimStart();
        schema["x-oneof"] = oneof.Name;
        return schema;
    }

    private JsonObject One(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Double or FieldType.Float => Typed("number", field.FieldType == FieldType.Double ? "double" : "float"),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Typed("integer", "int32"),
        FieldType.UInt32 or FieldType.Fixed32 => Typed("integer", "int64"),
        // A double, which JavaScript reads numbers as, does not hold them all.
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Typed("string", "int64"),
        FieldType.UInt64 or FieldType.Fixed64 => Typed("string", "uint64"),
        FieldType.Bool => Typed("boolean"),
        FieldType.Bytes => Typed("string", "byte"),
        FieldType.Enum => Of(field.EnumType),
        FieldType.Message or FieldType.Group => Of(field.MessageType),
        FieldType.String => Typed("string"),
        _ => throw new NotSupportedException($"{field.FullName} has the type {field.FieldType}, which JSON has no form for."),
    };

    private JsonObject Of(EnumDescriptor type)
    {
        if (!All.ContainsKey(type.Name))
        {
            JsonArray names = [.. type.Values.Select(value => JsonValue.Create(value.Name))];
            JsonObject schema = new() { ["type"] = "string", ["enum"] = names };
            string[] lines = [comments.Of(type.FullName), .. type.Values.Select(Line).Where(line => line.Length > 0)];
            schema["description"] = string.Join('\n', lines.Where(line => line.Length > 0));
            All[type.Name] = schema;
        }

        return Reference(type.Name);

        string Line(EnumValueDescriptor value)
        {
            string text = comments.Of($"{type.FullName}.{value.Name}");
            return text.Length == 0 ? "" : $"{value.Name}: {text}";
        }
    }

    private static JsonObject? WellKnown(string fullName) => fullName switch
    {
        "google.protobuf.Timestamp" => Typed("string", "date-time"),
        "google.protobuf.Duration" or "google.protobuf.FieldMask" => Typed("string"),
        "google.protobuf.Empty" or "google.protobuf.Struct" => Typed("object"),
        "google.protobuf.Any" => new JsonObject
        {
            ["type"] = "object", ["properties"] = new JsonObject { ["@type"] = Typed("string") }, ["additionalProperties"] = true,
        },
        _ => null,
    };

    private static JsonObject Typed(string type, string? format = null)
    {
        JsonObject schema = new() { ["type"] = type };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
