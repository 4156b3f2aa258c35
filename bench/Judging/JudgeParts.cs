using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Domain.Choice.Data;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging;

/// <summary>What is judged in one world: new ones for each, since they learn.</summary>
internal sealed class JudgeParts
{
    /// <summary>How many of the predictors are baselines: the last ones.</summary>
    public const int BaselinesCount = 3;

    public required IReadOnlyList<IEtaPredictor> Predictors { get; init; }

    /// <summary>Whether an entry announces a window: predictors are asked there, and at milestones whatever it says.</summary>
    public required Func<ParcelEntry, bool> Announces { get; init; }

    /// <summary>What the rules of parcels forecast with; null for nothing.</summary>
    public IForecastSource? Forecasts { get; init; }

    public ILaneDetector? Detector { get; init; }

    /// <summary>Who choose lanes; none for no choices.</summary>
    public IReadOnlyList<ILaneChooser> Choosers { get; init; } = [];

    /// <summary>What lanes cost and publish.</summary>
    public LaneData Terms { get; init; } = LaneData.Empty;

    /// <summary>The parts of one run.</summary>
    /// <param name="terms">What lanes cost and publish.</param>
    public static JudgeParts Make(LaneData terms)
    {
        ProductForecasts forecasts = new();
        ProductDetectors detectors = new();
        return new JudgeParts
        {
            Predictors = [forecasts, new StaticPromise(), new ServiceMean(), new CarrierPromise()],
            Announces = ProductForecasts.Announces,
            Forecasts = forecasts,
            Detector = detectors,
            Choosers = [new ProductChooser(detectors.IsDegraded, terms)],
            Terms = terms,
        };
    }
}
