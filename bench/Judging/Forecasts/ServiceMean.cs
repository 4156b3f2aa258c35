using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>
/// The mean time from the pick-up to the first attempt of all parcels of the lane's service so far, between these two countries alone: the strong
/// form of a mean per service. The days as sold, before there is one.
/// </summary>
internal sealed class ServiceMean : IEtaPredictor
{
    private readonly StaticPromise _before = new();
    private readonly Dictionary<string, (double SumMs, long Count)> _past = new(StringComparer.Ordinal);

    public string Name => "service mean";

    public EtaGuess? Guess(in EtaQuestion question) => _past.TryGetValue(question.Lane, out (double SumMs, long Count) past)
        ? new EtaGuess(Math.Max(question.NowMs, question.PickedUpMs + (long)(past.SumMs / past.Count)), 0)
        : _before.Guess(question);

    public void Learn(in EtaQuestion question, long attemptMs)
    {
        (double sum, long count) = _past.GetValueOrDefault(question.Lane);
        _past[question.Lane] = (sum + (attemptMs - question.PickedUpMs), count + 1);
    }

    public void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        // It keeps its own past.
    }
}
