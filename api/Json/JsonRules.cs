using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;

namespace Shipments.Api.Json;

/// <summary>How messages look as JSON: the canonical mapping of protobuf, so that every protobuf library reads it back.</summary>
internal static class JsonRules
{
    /// <summary>The messages that stand in an Any: the details of errors.</summary>
    internal static TypeRegistry Details { get; } = TypeRegistry.FromMessages(ErrorInfo.Descriptor, BadRequest.Descriptor, RetryInfo.Descriptor);

    /// <summary>Sets them.</summary>
    internal static void Configure(GrpcJsonTranscodingOptions options)
    {
        options.TypeRegistry = Details;
        options.JsonSettings.WriteInt64sAsStrings = true;
        options.JsonSettings.IgnoreDefaultValues = false;
        options.JsonSettings.WriteEnumsAsIntegers = false;
    }
}
