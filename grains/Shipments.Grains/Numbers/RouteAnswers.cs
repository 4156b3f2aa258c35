using Google.Protobuf.Collections;
using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Numbers;

/// <summary>What the rules of a number said, as messages.</summary>
internal static class RouteAnswers
{
    public static ScanAnswer Of(RouteVerdict verdict)
    {
        ScanAnswer answer = new()
        {
            Result = ResultOf(verdict.Kind),
            ScanId = verdict.ScanId,
            Rejection = (Rejection)(int)verdict.Rejection,
            Detail = verdict.Detail,
        };
        answer.Parcels.AddRange(verdict.Parcels);
        return answer;
    }

    public static void AddHolders(RepeatedField<NumberWindow> windows, IEnumerable<NumberHolder> holders)
    {
        foreach (NumberHolder holder in holders)
            windows.Add(new NumberWindow { Parcel = holder.Parcel, FromMs = holder.FromMs, ToMs = holder.ToMs, Shared = holder.Shared });
    }

    private static ScanResult ResultOf(RouteKind kind) => kind switch
    {
        RouteKind.Refused => ScanResult.Refused,
        RouteKind.Parcels => ScanResult.Unspecified,
        RouteKind.Held => ScanResult.Held,
        RouteKind.Duplicate => ScanResult.Duplicate,
    };
}
