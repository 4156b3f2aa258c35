using Microsoft.Extensions.Options;

namespace Shipments.Client;

/// <summary>The bounds that stand on the options.</summary>
[OptionsValidator]
internal sealed partial class ShipmentsClientOptionsValidator : IValidateOptions<ShipmentsClientOptions>;
