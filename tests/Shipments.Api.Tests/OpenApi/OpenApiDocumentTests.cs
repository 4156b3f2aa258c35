using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;
using Shipments.Api.OpenApi;

namespace Shipments.Api.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly JsonObject Document = JsonNode.Parse(OpenApiDocument.Make(OpenApiEndpoints.Services))!.AsObject();

    private static JsonObject Schemas => Document["components"]!["schemas"]!.AsObject();

    public static TheoryData<string> Methods() =>
        new(OpenApiEndpoints.Services.SelectMany(service => service.Methods).Where(method => !method.IsClientStreaming && !method.IsServerStreaming)
            .Select(method => method.FullName));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_unary_method_has_an_HTTP_rule_an_operation_and_a_description(string fullName)
    {
        MethodDescriptor method = OpenApiEndpoints.Services.SelectMany(service => service.Methods).Single(one => one.FullName == fullName);
        method.GetOptions()!.GetExtension(AnnotationsExtensions.Http).Should().NotBeNull();

        JsonNode operation = Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(verb => verb.Value!)
            .Single(one => (string?)one["operationId"] == method.Name);

        ((string?)operation["description"]).Should().NotBeNullOrEmpty();
        ((string?)operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]).Should().Be($"#/components/schemas/{method.OutputType.Name}");
        ((string?)operation["responses"]!["default"]!["content"]!["application/json"]!["schema"]!["$ref"]).Should().Be("#/components/schemas/Status");
    }

    [Fact]
    public void Every_reference_leads_to_a_schema()
    {
        string[] references = [.. References(Document)];

        references.Should().NotBeEmpty();
        references.Select(one => one.Split('/')[^1]).Except(Schemas.Select(one => one.Key)).Should().BeEmpty();
    }

    [Fact]
    public void A_parcel_has_its_forms_in_JSON_and_its_comments()
    {
        JsonNode properties = Schemas["Parcel"]!["properties"]!;

        ((string?)properties["createTime"]!["format"]).Should().Be("date-time");
        ((string?)properties["phase"]!["$ref"]).Should().Be("#/components/schemas/Phase");
        ((string?)properties["scans"]!["items"]!["$ref"]).Should().Be("#/components/schemas/RecordedScan");
        ((string?)properties["labels"]!["additionalProperties"]!["type"]).Should().Be("string");
        ((string?)properties["parcelId"]!["description"]).Should().Be("1 to 64 characters of [A-Za-z0-9._-].");
        Schemas["Phase"]!["enum"]!.AsArray().Select(value => (string?)value).Should().Contain("PHASE_OUT_FOR_DELIVERY");
        ((string?)Schemas["Phase"]!["description"]).Should().Contain("\nPHASE_PICKED_UP: In a carrier's hands.\n");
    }

    [Fact]
    public void Bytes_are_base64_and_64_bits_are_a_string_and_alternatives_name_each_other()
    {
        ((string?)Schemas["IngestPayloadRequest"]!["properties"]!["payload"]!["format"]).Should().Be("byte");
        JsonNode scan = Schemas["Scan"]!["properties"]!;
        ((string?)scan["sequence"]!["type"]).Should().Be("string");
        ((string?)scan["parcel"]!["description"]).Should().EndWith("Not together with: trackingNumber.");
        ((string?)scan["parcel"]!["x-oneof"]).Should().Be("subject");
    }

    [Fact]
    public void Parameters_of_a_path_and_of_a_query_are_told_apart()
    {
        JsonArray parameters = Document["paths"]!["/v1/parcels/{parcel}"]!["get"]!["parameters"]!.AsArray();

        parameters.Select(one => $"{one!["in"]} {one["name"]}").Should().Equal("path parcel", "query view", "query language");
        Document["paths"]!["/v1/parcels"]!["post"]!.AsObject().ContainsKey("parameters").Should().BeFalse();
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => part.Key == "$ref" ? [(string)part.Value!] : References(part.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
