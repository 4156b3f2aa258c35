using Microsoft.Extensions.Logging;

namespace Shipments.Grains.Eta;

internal static partial class ForecastLog
{
    [LoggerMessage(4121, LogLevel.Warning, "The forecasts of tenant {Tenant} could not be written; its lanes put them again.")]
    public static partial void WriteFailed(ILogger logger, Exception exception, string tenant);

    [LoggerMessage(4122, LogLevel.Warning, "The saved forecasts of tenant {Tenant} cannot be read; its lanes put them anew.")]
    public static partial void Unreadable(ILogger logger, Exception exception, string tenant);

    [LoggerMessage(4123, LogLevel.Warning, "The forecasts of tenant {Tenant} could not be refreshed; windows are made with the last ones.")]
    public static partial void RefreshFailed(ILogger logger, Exception exception, string tenant);

    [LoggerMessage(4124, LogLevel.Debug, "The lane {Lane} could not put its forecast; it tries again after its next save.")]
    public static partial void PutFailed(ILogger logger, Exception exception, string lane);
}
