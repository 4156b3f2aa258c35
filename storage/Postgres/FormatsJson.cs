using System.Text.Json.Serialization;

namespace Shipments.Storage;

/// <summary>How a lease declares the formats that its silo reads.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
internal sealed partial class FormatsJson : JsonSerializerContext;
