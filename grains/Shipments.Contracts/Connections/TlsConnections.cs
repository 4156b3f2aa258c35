using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Shipments.Contracts.Connections;

/// <summary>
/// Puts TLS under the connections of a silo or of an Orleans client: certificates both ways, judged by the cluster's own authority. A connection
/// whose handshake fails is logged and goes no further, and Orleans closes it. Safe for concurrent use.
/// </summary>
public sealed class TlsConnections
{
    private readonly TlsOptions _options;
    private readonly TlsIdentity? _identity;
    private readonly TimeProvider _time;
    private readonly ILogger<TlsConnections> _log;
    private int _inbound;

    /// <summary>Reads the certificates, if TLS is on.</summary>
    /// <param name="options">The files and the limit of a handshake.</param>
    /// <param name="time">The clock of the limit and of the certificates.</param>
    /// <param name="log">Gets a line for each handshake that failed.</param>
    /// <exception cref="OptionsValidationException">TLS is on and the files are wrong.</exception>
    public TlsConnections(IOptions<TlsOptions> options, TimeProvider time, ILogger<TlsConnections> log)
    {
        _options = options.Value;
        _time = time;
        _log = log;
        List<string> faults = [];
        if (!_options.IsOn)
            return;
        _identity = TlsIdentity.Read(_options, time.GetUtcNow(), faults);
        if (_identity is null)
            throw new OptionsValidationException(Options.DefaultName, typeof(TlsOptions), faults);
    }

    /// <summary>For connections that others open. Does nothing when TLS is off.</summary>
    /// <param name="connection">The connection in the making.</param>
    public void Inbound(IConnectionBuilder connection)
    {
        if (_identity is { } identity)
            connection.Use(next => context => AcceptAsync(identity, context, next));
    }

    /// <summary>For connections that this process opens. Does nothing when TLS is off.</summary>
    /// <param name="connection">The connection in the making.</param>
    public void Outbound(IConnectionBuilder connection)
    {
        if (_identity is { } identity)
            connection.Use(next => context => ConnectAsync(identity, context, next));
    }

    private async Task AcceptAsync(TlsIdentity identity, ConnectionContext context, ConnectionDelegate next)
    {
        TlsPeer peer = new();
        await using SslStream tls = new(new TransportStream(context.Transport), leaveInnerStreamOpen: true);
        string? failure;
        try
        {
            failure = Interlocked.Increment(ref _inbound) > TlsOptions.InboundHandshakesMax
                ? $"{TlsOptions.InboundHandshakesMax} handshakes are under way already"
                : await ShakeAsync(token => tls.AuthenticateAsServerAsync(identity.AsServer(peer, _time.GetUtcNow()), token), peer);
        }
        finally
        {
            Interlocked.Decrement(ref _inbound);
        }

        if (failure is null)
            await RunAsync(tls, context, next);
        else
            _log.InboundRefused(context.RemoteEndPoint, failure);
    }

    private async Task ConnectAsync(TlsIdentity identity, ConnectionContext context, ConnectionDelegate next)
    {
        TlsPeer peer = new();
        await using SslStream tls = new(new TransportStream(context.Transport), leaveInnerStreamOpen: true);
        string? failure = await ShakeAsync(token => tls.AuthenticateAsClientAsync(identity.AsClient(peer, _time.GetUtcNow()), token), peer);
        if (failure is null)
            await RunAsync(tls, context, next);
        else
            _log.OutboundRefused(context.RemoteEndPoint, failure);
    }

    /// <summary>Why the handshake failed; null when it did not.</summary>
    private async Task<string?> ShakeAsync(Func<CancellationToken, Task> handshake, TlsPeer peer)
    {
        using CancellationTokenSource limit = new(_options.HandshakeWithin, _time);
        try
        {
            await handshake(limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return $"not done within {_options.HandshakeWithin}";
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return peer.Rejection ?? exception.GetBaseException().Message.TrimEnd('.');
        }
    }

    private static async Task RunAsync(SslStream tls, ConnectionContext context, ConnectionDelegate next)
    {
        IDuplexPipe plain = context.Transport;
        TlsTransport clear = new(tls);
        context.Transport = clear;
        try
        {
            await next(context);
        }
        finally
        {
            // Orleans closes what it gave.
            context.Transport = plain;
            clear.Complete();
        }
    }
}
