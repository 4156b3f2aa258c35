using Google.Protobuf.Collections;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;

namespace Shipments.Api.Scans;

/// <summary>
/// Finds the answers of the scans of a call: by their place, as a fresh answer has them, or by id in a remembered answer to the same
/// request whose scans were others.
/// </summary>
internal readonly struct AnswersById
{
    private readonly RepeatedField<ScanAnswer> _answers;
    private readonly RepeatedField<ScanFact> _scans;
    private readonly bool _inPlace;

    public AnswersById(RepeatedField<ScanAnswer> answers, RepeatedField<ScanFact> scans)
    {
        (_answers, _scans) = (answers, scans);
        _inPlace = answers.Count == scans.Count;
        for (int i = 0; _inPlace && i < scans.Count; i++)
            _inPlace = answers[i].ScanId == 0 || answers[i].ScanId == scans[i].Id;
    }

    /// <summary>The answer of the scan at a place of the call; null when there is none.</summary>
    internal ScanAnswer? Of(int place)
    {
        if (_inPlace)
            return _answers[place];
        foreach (ScanAnswer answer in _answers)
        {
            if (answer.ScanId == _scans[place].Id)
                return answer;
        }

        return null;
    }
}
