using Shipments.Domain.Lanes;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>The middle of the window a carrier said last. The days as sold, where none did.</summary>
internal sealed class CarrierPromise : IEtaPredictor
{
    private readonly StaticPromise _otherwise = new();

    public string Name => "carrier's promise";

    public EtaGuess? Guess(in EtaQuestion question) => question.Decided.Eta is { } said
        ? new EtaGuess(Math.Max(question.NowMs, MiddleOf(said)), 0)
        : _otherwise.Guess(question);

    public void Learn(in EtaQuestion question, long attemptMs)
    {
        // Carriers promise what they promise.
    }

    public void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        // It does not look at lanes.
    }

    private static long MiddleOf(WindowRecord said) => said.FromMs == 0 ? said.ToMs : said.FromMs + ((said.ToMs - said.FromMs) / 2);
}
