using System.Net;
using Microsoft.Extensions.Logging;

namespace Shipments.Contracts.Connections;

/// <summary>What the connections log; ids 3000 to 3099, never used twice.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(3000, LogLevel.Warning, "The connection from {Remote} is refused, because the TLS handshake failed: {Reason}.", EventName = "InboundRefused")]
    internal static partial void InboundRefused(this ILogger logger, EndPoint? remote, string reason);

    [LoggerMessage(3001, LogLevel.Warning, "The connection to {Remote} is given up, because the TLS handshake failed: {Reason}.", EventName = "OutboundRefused")]
    internal static partial void OutboundRefused(this ILogger logger, EndPoint? remote, string reason);
}
