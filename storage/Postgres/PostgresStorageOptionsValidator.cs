using Microsoft.Extensions.Options;

namespace Shipments.Storage;

/// <summary>The bounds that stand on the options.</summary>
[OptionsValidator]
internal sealed partial class PostgresStorageOptionsValidator : IValidateOptions<PostgresStorageOptions>;
