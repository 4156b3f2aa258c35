using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Shipments.Client;

/// <summary>What every call of a client shares.</summary>
internal sealed record CallContext(ShipmentsClientOptions Options, Backoff Backoff, TimeProvider Time, ILogger Log)
{
    private const string KeyHeader = "x-api-key";

    /// <summary>Sent with every call; never changed once made.</summary>
    public Metadata Headers { get; } = Options.ApiKey.Length == 0 ? [] : new Metadata { { KeyHeader, Options.ApiKey } };
}
