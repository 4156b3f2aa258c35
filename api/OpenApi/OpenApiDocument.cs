using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;
using Shipments.Api.Authentication;

namespace Shipments.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document of the JSON calls, made from the descriptors, their HTTP rules and the protos' comments.</summary>
internal sealed class OpenApiDocument
{
    private const string Json = "application/json";
    private const string ErrorName = "Status";

    // Served as JSON and never inside markup, so quotes may stay as they are.
    private static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ProtoComments _comments = ProtoComments.Load();
    private readonly OpenApiSchemas _schemas;
    private readonly JsonObject _paths = [];
    private readonly JsonArray _tags = [];

    private OpenApiDocument() => _schemas = new OpenApiSchemas(_comments);

    /// <summary>Makes it.</summary>
    /// <param name="services">The services whose methods have HTTP rules.</param>
    /// <returns>The document as UTF-8.</returns>
    internal static byte[] Make(IEnumerable<ServiceDescriptor> services)
    {
        OpenApiDocument document = new();
        document._schemas.Of(Google.Rpc.Status.Descriptor);
        foreach (ServiceDescriptor service in services)
            document.Add(service);
        return JsonSerializer.SerializeToUtf8Bytes(document.Whole(), Written);
    }

    private JsonObject Whole() => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Shipments",
            ["version"] = "v1",
            ["description"] = "The unary calls of the gRPC API as JSON over HTTP. Names of fields are camelCase, 64-bit integers are strings, times are RFC 3339. "
                + "Every error is a google.rpc.Status with one google.rpc.ErrorInfo, whose reason is fixed for ever.",
        },
        ["tags"] = _tags,
        ["paths"] = _paths,
        ["components"] = new JsonObject
        {
            ["schemas"] = _schemas.All,
            ["securitySchemes"] = new JsonObject
            {
                ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Credentials.ApiKeyHeader },
                ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
            },
        },
        ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }, new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject()),
    };

    private void Add(ServiceDescriptor service)
    {
        _tags.Add((JsonNode)_schemas.Described(new JsonObject { ["name"] = service.Name }, service.FullName));
        foreach (MethodDescriptor method in service.Methods)
        {
            if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule)
                Add(method, rule);
        }
    }

    private void Add(MethodDescriptor method, HttpRule rule)
    {
        (string verb, string template) = Verb(rule);
        HttpPath path = HttpPath.Parse(template);
        JsonObject operation = new() { ["operationId"] = method.Name, ["tags"] = new JsonArray(JsonValue.Create(method.Service.Name)) };
        _schemas.Described(operation, method.FullName);
        JsonArray parameters = [.. path.Parameters.Select(parameter => (JsonNode)PathParameter(method.InputType, parameter))];
        if (rule.Body.Length == 0)
            AddQuery(parameters, method.InputType, "", [.. path.Parameters.Select(parameter => parameter.Field)], []);
        if (parameters.Count > 0)
            operation["parameters"] = parameters;
        if (rule.Body.Length > 0)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(Body(method.InputType, rule.Body)) };
        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "The answer.", ["content"] = Content(_schemas.Of(method.OutputType)) },
            ["default"] = new JsonObject
            {
                ["description"] = "An error.",
                ["content"] = Content(new JsonObject { ["$ref"] = $"#/components/schemas/{ErrorName}" }),
            },
        };
        if (_paths[path.Template] is not JsonObject item)
            _paths[path.Template] = item = [];
        item.Add(verb, operation);
    }

    private JsonObject Body(MessageDescriptor request, string field) =>
        field == "*" ? _schemas.Of(request) : _schemas.Of(request.FindFieldByName(field));

    private JsonObject PathParameter(MessageDescriptor request, (string Name, string Field) parameter)
    {
        JsonObject made = new() { ["name"] = parameter.Name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } };
        string text = _comments.Of($"{request.FullName}.{parameter.Field}");
        made["description"] = parameter.Name == parameter.Field ? text : $"Its part of {parameter.Field}: {text}";
        return made;
    }

    // A message inside a message that it came from would have parameters without end.
    private void AddQuery(JsonArray parameters, MessageDescriptor message, string prefix, HashSet<string> taken, HashSet<string> above)
    {
        foreach (FieldDescriptor field in message.Fields.InDeclarationOrder())
        {
            if (taken.Contains(prefix + field.Name) || field.IsMap)
                continue;
            bool nested = field.FieldType == FieldType.Message && !field.MessageType.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal);
            if (!nested)
            {
                JsonObject parameter = new() { ["name"] = prefix + field.JsonName, ["in"] = "query", ["schema"] = _schemas.Of(field) };
                parameters.Add((JsonNode)_schemas.Described(parameter, field.FullName));
            }
            else if (!field.IsRepeated && !above.Contains(field.MessageType.FullName))
            {
                AddQuery(parameters, field.MessageType, $"{prefix}{field.JsonName}.", taken, [.. above, message.FullName]);
            }
        }
    }

    private static JsonObject Content(JsonObject schema) => new() { [Json] = new JsonObject { ["schema"] = schema } };

    private static (string Verb, string Path) Verb(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => ("get", rule.Get),
        HttpRule.PatternOneofCase.Put => ("put", rule.Put),
        HttpRule.PatternOneofCase.Post => ("post", rule.Post),
        HttpRule.PatternOneofCase.Delete => ("delete", rule.Delete),
        HttpRule.PatternOneofCase.Patch => ("patch", rule.Patch),
        HttpRule.PatternOneofCase.Custom or HttpRule.PatternOneofCase.None => throw new NotSupportedException($"An HTTP rule of the kind {rule.PatternCase}."),
        _ => throw new NotSupportedException($"An HTTP rule of the kind {rule.PatternCase}."),
    };
}
