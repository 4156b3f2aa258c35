using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shipments.Api.Admission;
using Shipments.Api.Authentication;
using Shipments.Api.Carriers;
using Shipments.Api.Changes;
using Shipments.Api.Containers;
using Shipments.Api.Errors;
using Shipments.Api.Json;
using Shipments.Api.Lanes;
using Shipments.Api.Limits;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Api.Probes;
using Shipments.Api.Scans;
using Shipments.Domain.Carriers;

namespace Shipments.Api.Hosting;

/// <summary>Registers the front door.</summary>
public static class ShipmentsApiServiceCollectionExtensions
{
    /// <summary>
    /// Registers the gRPC services, their interceptors, health and reflection. The host provides an <see cref="IGrainFactory"/> (a silo's or a
    /// client's); the clock is <see cref="TimeProvider.System"/> unless it registers another before. Wrong options stop the host at its start.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddShipmentsApi(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(ScanRecorder)))
            return services;
        services.AddOptions<ApiOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        // With this log on, the host makes an activity and a log scope for each call, whether anybody listens or not. Calls are measured anyway.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        AddLogic(services);
        AddGrpc(services);
        services.TryAddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.TryAddSingleton<Readiness>();
        services.AddHostedService<HealthWatch>();
        return services;
    }

    // Also for the tests, so that a service of theirs stands behind the same steps. In the order in which a call passes them: errors stand outside, so that a refused key has its details too.
    internal static void Intercept<TService>(GrpcServiceOptions<TService> options)
        where TService : class
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.ResponseCompressionLevel = CompressionLevel.Fastest;
        options.Interceptors.Add<ErrorInterceptor>();
        options.Interceptors.Add<AuthenticationInterceptor>();
        options.Interceptors.Add<AdmissionInterceptor>();
        options.Interceptors.Add<DeadlineInterceptor>();
        options.Interceptors.Add<CompressionInterceptor>();
    }

    private static void AddLogic(IServiceCollection services)
    {
        services.TryAddSingleton<IParcelCalls, GrainParcelCalls>();
        services.TryAddSingleton<INumberCalls, GrainNumberCalls>();
        services.TryAddSingleton<IFeedCalls, GrainFeedCalls>();
        services.TryAddSingleton<IContainerCalls, GrainContainerCalls>();
        services.TryAddSingleton<FeedPlaces>();
        services.TryAddSingleton<ILaneCalls, GrainLaneCalls>();
        services.TryAddSingleton<LaneWatches>();
        services.TryAddSingleton<LaneCandidates>();
        services.TryAddSingleton<LaneChoices>();
        services.TryAddSingleton<IIdSource, TimeOrderedIdSource>();
        services.TryAddSingleton(provider => new NumberCache(provider.GetRequiredService<IOptions<ApiOptions>>().Value.NumberCacheEntriesMax));
        services.TryAddSingleton<ParcelRegistrar>();
        services.TryAddSingleton<ParcelBatches>();
        services.TryAddSingleton<ParcelMerges>();
        services.TryAddSingleton<NumberLookups>();
        services.TryAddSingleton<MemberLookups>();
        services.TryAddSingleton<ApiInstruments>();
        services.TryAddSingleton<AdmissionInstruments>();
        services.TryAddSingleton<WorkAdmission>();
        services.TryAddSingleton<TenantUnmappedCodes>();
        services.TryAddSingleton<ScanBatchPool>();
        services.TryAddSingleton<ScanRouter>();
        services.TryAddSingleton<ScanRecorder>();
        // The actors of a silo in the same process read by the same ones.
        services.Replace(ServiceDescriptor.Singleton(provider => VocabularyDirectory.Begin(provider.GetRequiredService<IOptions<ApiOptions>>().Value)));
        services.Replace(ServiceDescriptor.Singleton(provider => LaneDirectory.Begin(provider.GetRequiredService<IOptions<ApiOptions>>().Value)));
        services.AddHostedService<LaneDataWatch>();
        foreach (string format in CarrierAdapters.Default.Keys)
            services.AddSingleton(provider => CarrierAdapters.With(provider.GetRequiredService<LiveVocabularies>())[format]);
        services.AddHostedService<VocabularyWatch>();
        services.TryAddSingleton<PayloadRequests>();
        services.TryAddSingleton<NumberLinking>();
        services.TryAddSingleton<PayloadIngest>();
        services.TryAddSingleton<ApiKeyTable>();
        services.TryAddSingleton<Credentials>();
        services.TryAddSingleton<ExceptionStatuses>();
    }

    private static void AddGrpc(IServiceCollection services)
    {
        services.TryAddSingleton<ErrorInterceptor>();
        services.TryAddSingleton<AuthenticationInterceptor>();
        services.TryAddSingleton<AdmissionInterceptor>();
        services.TryAddSingleton<DeadlineInterceptor>();
        services.TryAddSingleton<CompressionInterceptor>();
        services.TryAddSingleton<ParcelGrpcService>();
        services.TryAddSingleton<ScanGrpcService>();
        services.TryAddSingleton<CarrierGrpcService>();
        services.TryAddSingleton<ChangeGrpcService>();
        services.TryAddSingleton<ContainerGrpcService>();
        services.TryAddSingleton<LaneGrpcService>();
        services.AddGrpc(options => options.MaxReceiveMessageSize = ApiLimits.MessageBytesMax)
            .AddServiceOptions<ParcelGrpcService>(Intercept)
            .AddServiceOptions<ScanGrpcService>(Intercept)
            .AddServiceOptions<CarrierGrpcService>(Intercept)
            .AddServiceOptions<ChangeGrpcService>(Intercept)
            .AddServiceOptions<ContainerGrpcService>(Intercept)
            .AddServiceOptions<LaneGrpcService>(Intercept)
            .AddJsonTranscoding(JsonRules.Configure);
        services.AddGrpcReflection();
        services.TryAddSingleton<HealthServiceImpl>();
    }
}
