using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>Says when a parcel will first be tried. It knows what was told so far, and nothing of the truth.</summary>
internal interface IEtaPredictor
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>A guess; null when it has nothing to say.</summary>
    EtaGuess? Guess(in EtaQuestion question);

    /// <summary>A first attempt was told of.</summary>
    void Learn(in EtaQuestion question, long attemptMs);

    /// <summary>The lanes as they are now; called every six hours.</summary>
    void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs);
}
