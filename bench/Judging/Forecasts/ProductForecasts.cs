using Shipments.Bench.Judging.Deciding;
using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>The product's own windows: made of what lanes counted, announced by the rules of parcels, and read where they were announced.</summary>
internal sealed class ProductForecasts : IForecastSource, IEtaPredictor
{
    private const long MinuteMs = 60_000;

    public string Name => "product";

    public ForecastTable Table { get; private set; } = ForecastTable.Empty;

    /// <summary>Whether an entry announces a window.</summary>
    public static bool Announces(ParcelEntry entry) => entry.Decided?.Estimate is { } said && said.SaidMin == entry.AtMs / MinuteMs;

    public void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs) =>
        Table = ForecastTable.Of(lanes.Select(lane => KeyValuePair.Create(lane.Key[(DomainDesk.Tenant.Length + 1)..], lane.Value.Cells)), nowMs);

    public EtaGuess? Guess(in EtaQuestion question)
    {
        if (question.Decided.Estimate is not { } said)
            return null;
        long half = said.SaidMin + said.P50Min;
        return new EtaGuess(half * MinuteMs, (half + said.P80Min) * MinuteMs);
    }

    public void Learn(in EtaQuestion question, long attemptMs)
    {
        // Lanes learn.
    }
}
