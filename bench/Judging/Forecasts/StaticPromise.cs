using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>The days as sold, from the pick-up.</summary>
internal sealed class StaticPromise : IEtaPredictor
{
    private const double DayMs = 86_400_000;

    public string Name => "static promise";

    public EtaGuess? Guess(in EtaQuestion question) =>
        new EtaGuess(Math.Max(question.NowMs, question.PickedUpMs + (long)(question.PromiseDays * DayMs)), 0);

    public void Learn(in EtaQuestion question, long attemptMs)
    {
        // What is sold does not learn.
    }

    public void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        // Nor does it look at lanes.
    }
}
