using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.V1;

namespace Shipments.Grains;

/// <summary>What the rules said of a scan, as a message. The numbers of the enums are the same on both sides.</summary>
internal static class ScanAnswers
{
    public static ScanAnswer Of(ScanVerdict verdict, string mergedInto) => new()
    {
        Result = (ScanResult)(int)verdict.Result,
        ScanId = verdict.ScanId,
        Phase = (V1.Phase)(int)verdict.PhaseAfter,
        Unmapped = verdict.Unmapped,
        Rejection = (Rejection)(int)verdict.Rejection,
        Detail = verdict.Detail,
        MergedInto = verdict.Result == ScanResultKind.Refused ? "" : mergedInto,
    };
}
