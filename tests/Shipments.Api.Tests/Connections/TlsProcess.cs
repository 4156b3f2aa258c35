using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shipments.Contracts.Connections;

namespace Shipments.Api.Tests.Connections;

/// <summary>What a silo or a client has of TLS, made from its settings as they make it.</summary>
internal sealed class TlsProcess : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly LogLines _log = new();

    public TlsProcess(Dictionary<string, string?> settings, TimeProvider? time = null)
    {
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddLogging(logging => logging.AddProvider(_log));
        services.AddShipmentsTls();
        _services = services.BuildServiceProvider();
    }

    public TlsOptions Options => _services.GetRequiredService<IOptions<TlsOptions>>().Value;

    public string[] Log => _log.Lines;

    /// <summary>Reads the certificates, as the first connection would.</summary>
    public void Start() => _services.GetRequiredService<TlsConnections>();

    public Connection Accept(IDuplexPipe transport) => new(_services, _services.GetRequiredService<TlsConnections>().Inbound, transport);

    public Connection Open(IDuplexPipe transport) => new(_services, _services.GetRequiredService<TlsConnections>().Outbound, transport);

    public void Dispose() => _services.Dispose();

    /// <summary>A connection as Orleans runs it: the middleware, then its own loop; the transport is closed when both have ended.</summary>
    internal sealed class Connection
    {
        private readonly TaskCompletionSource<IDuplexPipe> _clear = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Connection(IServiceProvider services, Action<IConnectionBuilder> configure, IDuplexPipe transport)
        {
            ConnectionBuilder builder = new(services);
            configure(builder);
            builder.Run(context =>
            {
                _clear.SetResult(context.Transport);
                return _finished.Task;
            });
            Context = new DefaultConnectionContext("c", transport, transport) { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 11111) };
            Ended = RunAsync(builder.Build(), transport);
        }

        public ConnectionContext Context { get; }

        /// <summary>What Orleans reads and writes, once the handshake is done.</summary>
        public Task<IDuplexPipe> Clear => _clear.Task;

        /// <summary>Completes when the connection is closed.</summary>
        public Task Ended { get; }

        public bool WasUsed => _clear.Task.IsCompleted;

        /// <summary>Ends the loop of Orleans.</summary>
        public void Finish() => _finished.SetResult();

        private async Task RunAsync(ConnectionDelegate connection, IDuplexPipe transport)
        {
            await connection(Context);
            await transport.Input.CompleteAsync();
            await transport.Output.CompleteAsync();
        }
    }
}
