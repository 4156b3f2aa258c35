using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shipments.Api.Hosting;
using Shipments.Contracts.Connections;

namespace Shipments.Api.Process;

/// <summary>The front door as a process of its own: an Orleans client of silos that it finds in their database.</summary>
internal static class DoorHost
{
    private const string ApiSection = "Shipments:Api";

    /// <summary>Lines go to the error output, as those of a silo do. Any other source of settings wins over these.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Shipments"] = "Information",
        ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "HH:mm:ss.fff ",
    };

    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="settings">What the command line said.</param>
    /// <param name="cancellationToken">Stops it too.</param>
    public static async Task<int> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        IReadOnlyList<string> unreadable = Configure(builder, settings);
        await using WebApplication app = builder.Build();
        List<string> faults = [.. unreadable, .. StartFaults.Of(app.Services)];
        if (faults.Count > 0)
        {
            await StartFaults.WriteAsync(Console.Error, "The front door", faults);
            return 1;
        }

        app.MapShipmentsApi();
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"Shipments serves gRPC (HTTP/2 without TLS) on {app.Urls.First()}");
        await Console.Out.WriteLineAsync($"  json      {app.Urls.Skip(1).First()}/v1/parcels/p1, described at {app.Urls.Skip(1).First()}/docs");
        await Console.Out.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static List<string> Configure(WebApplicationBuilder builder, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        ConfigurationManager configuration = builder.Configuration;
        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Defaults });
        configuration.AddInMemoryCollection(settings);
        List<string> unreadable =
        [
            .. UnreadableSettings.Replace<DoorOptions>(configuration, DoorOptions.Section),
            .. UnreadableSettings.Replace<TlsOptions>(configuration, TlsOptions.Section),
            .. UnreadableSettings.Replace<ApiOptions>(configuration, ApiSection),
        ];
        DoorOptions options = configuration.GetSection(DoorOptions.Section).Get<DoorOptions>() ?? new DoorOptions();
        builder.Services.AddOptions<DoorOptions>().BindConfiguration(DoorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<SilosOptions>().BindConfiguration("Shipments:Storage").BindConfiguration("Shipments:Cluster")
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SilosOptions>, SilosOptionsRules>();
        builder.UseShipmentsSilos();
        builder.Services.AddShipmentsApi(api => configuration.GetSection(ApiSection).Bind(api));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureShipmentsKestrel();
            kestrel.Listen(ListenPoint.Of(options.DoorAddress, options.Port));
            IPEndPoint json = ListenPoint.Of(options.DoorAddress, options.JsonPort);
            kestrel.ListenJson(json.Address, json.Port);
        });
        return unreadable;
    }
}
