using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using Shipments.Api.Hosting;
using Shipments.Silo.Demo;
using Spectre.Console;

namespace Shipments.Silo.Hosting;

/// <summary>One process: storage, the silo with its actors, and the front door.</summary>
internal static class SiloHost
{
    private const int RedirectedWidth = 160;

    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="cancellationToken">Stops it too.</param>
    public static async Task<int> RunAsync(SiloArguments arguments, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddShipmentsSilo(arguments);
        await using WebApplication app = builder.Build();
        app.MapShipmentsApi();
        await app.StartAsync(cancellationToken);
        string address = app.Urls.First();
        bool keyed = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.Keys.Count > 0;
        await Banner.WriteAsync(Console.Out, address, app.Services.DataFolder(), keyed);
        if (arguments.DemoFolder is { } folder)
            await RunDemoAsync(app, address, folder);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
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
        DemoReport report = await new DemoRun(channel.CreateCallInvoker(), time).RunAsync(new DemoFolder(folder, time), stopping);
        new DemoTables(MakeConsole()).Print(report);
    }

    /// <summary>A pipe or a file has no width of its own and wants no colours.</summary>
    private static IAnsiConsole MakeConsole()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = RedirectedWidth;
        return plain;
    }
}
