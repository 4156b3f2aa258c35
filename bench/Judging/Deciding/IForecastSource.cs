using Shipments.Domain.Eta;

namespace Shipments.Bench.Judging.Deciding;

/// <summary>What the rules of parcels forecast with.</summary>
internal interface IForecastSource
{
    /// <summary>The forecasts of now.</summary>
    ForecastTable Table { get; }
}
