using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using Shipments.Api.Hosting;
using Shipments.Silo.Cluster;
using Shipments.Silo.Demo;
using Shipments.Storage;

namespace Shipments.Silo.Hosting;

/// <summary>One process: storage, the silo with its actors, and the front door.</summary>
internal static class SiloHost
{
    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="cancellationToken">Stops it too.</param>
    public static async Task<int> RunAsync(SiloArguments arguments, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        IReadOnlyList<string> unreadable = builder.AddShipmentsSilo(arguments);
        await using WebApplication app = builder.Build();
        if (!await StartAsync(app, unreadable, cancellationToken))
            return 1;
        string address = app.Urls.First();
        string json = app.Urls.Skip(1).First();
        bool keyed = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.Keys.Count > 0;
        await Banner.WriteAsync(Console.Out, address, json, app.Services.DescribeStore(), keyed);
        if (arguments.DemoFolder is { } folder)
            await RunDemoAsync(app, address, folder);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>False when a person has to change something first; what, was written to the error output, all of it.</summary>
    private static async Task<bool> StartAsync(WebApplication app, IReadOnlyList<string> unreadable, CancellationToken cancellationToken)
    {
        List<string> faults = [.. unreadable, .. StartFaults.Of(app.Services)];
        try
        {
            if (faults.Count == 0)
            {
                if (app.Services.GetService<ClusterSiloDetails>() is { } details)
                    details.StartAt(await PostgresTime.ReadAsync(app.Services.GetRequiredService<IOptions<PostgresStorageOptions>>().Value, cancellationToken));
                app.MapShipmentsApi();
                await app.StartAsync(cancellationToken);
                return true;
            }
        }
        catch (StoreRefusedException exception)
        {
            faults.Add(exception.Message);
        }
        catch (StorageUnavailableException exception)
        {
            faults.Add($"The database does not answer: {exception.InnerException?.Message ?? exception.Message}");
        }

        await StartFaults.WriteAsync(Console.Error, "Shipments", faults);
        return false;
    }

    private static async Task RunDemoAsync(WebApplication app, string address, string folder)
    {
        CancellationToken stopping = app.Lifetime.ApplicationStopping;
        TimeProvider time = app.Services.GetRequiredService<TimeProvider>();
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"--demo: the folder {Path.GetFullPath(folder)} does not exist.");
            return;
        }

        using GrpcChannel channel = GrpcChannel.ForAddress(address);
        DemoRun run = new(channel.CreateCallInvoker(), time);
        DemoTables tables = new(DemoConsole.Make());
        try
        {
            DemoReport report = await run.RunAsync(new DemoFolder(folder, time), stopping);
            tables.Print(report);
            await run.AddLanesAsync(report, stopping);
            tables.PrintLanes(report.Lanes);
        }
        catch (Exception exception) when (stopping.IsCancellationRequested && (exception is OperationCanceledException or RpcException))
        {
            // Whoever stops it has seen what was printed until then.
        }
    }
}
