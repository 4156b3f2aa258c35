using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Shipments.Api.Hosting;
using Shipments.Api.Parcels;
using Shipments.Contracts.Serialization;
using Shipments.Storage;

namespace Shipments.Bench.Baselines;

/// <summary>A baseline as a server: the product's own front door, and behind it rows or stock grains.</summary>
internal static class BaselineServer
{
    /// <summary>What the stock grains' database is called by Orleans.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>Serves until it is stopped.</summary>
    /// <param name="isStock">Stock grains; otherwise plain rows.</param>
    /// <param name="postgres">The database; empty, or with the baseline's tables.</param>
    /// <param name="pool">Connections.</param>
    /// <param name="port">On 127.0.0.1; 0 takes a free one.</param>
    /// <param name="ports">The stock silo's two, which nobody else uses.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(bool isStock, string postgres, int pool, int port, (int Silo, int Gateway) ports, CancellationToken cancellationToken)
    {
        const int StatementsPrepared = 50;
        NpgsqlConnectionStringBuilder settings = new(postgres) { MaxPoolSize = pool, MaxAutoPrepare = StatementsPrepared, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings);
        await MakeTablesAsync(source, isStock, cancellationToken);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(source);
        if (isStock)
        {
            builder.Services.AddSingleton<IParcelCalls, StockParcels>();
            builder.Host.UseOrleans(silo => Configure(silo, settings.ConnectionString, ports));
        }
        else
        {
            builder.Services.AddSingleton<IParcelCalls, PlainParcels>();
            builder.Services.AddSingleton(NoGrains.Make());
        }

        builder.Services.AddShipmentsApi();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureShipmentsKestrel();
            kestrel.Listen(IPAddress.Loopback, port);
        });
        await using WebApplication app = builder.Build();
        app.MapShipmentsApi();
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"the {(isStock ? "stock" : "plain")} baseline serves gRPC on {app.Urls.First()}");
        await Console.Out.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static void Configure(ISiloBuilder silo, string connectionString, (int Silo, int Gateway) ports)
    {
        silo.UseLocalhostClustering(ports.Silo, ports.Gateway);
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("stock", "stock"));
        silo.AddAdoNetGrainStorageAsDefault(storage => (storage.Invariant, storage.ConnectionString) = (Invariant, connectionString));
        silo.Services.AddShipmentsMessages();
    }

    // The statements of Orleans' storage are the product's own: one round trip a write, and a real key.
    private static async Task MakeTablesAsync(NpgsqlDataSource source, bool isStock, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand there = source.CreateCommand("SELECT to_regclass('OrleansStorage') IS NOT NULL");
        if (isStock && await there.ExecuteScalarAsync(cancellationToken) is true)
            return;
#pragma warning disable CA2100 // Both are constants of this program.
        await using NpgsqlCommand make = source.CreateCommand(isStock ? PostgresSchema.Script : PlainParcels.Table);
#pragma warning restore CA2100
        await make.ExecuteNonQueryAsync(cancellationToken);
    }
}
