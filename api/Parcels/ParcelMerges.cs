using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Scans;
using Shipments.Contracts.Messages;
using Shipments.V1;
using Enum = System.Enum;

namespace Shipments.Api.Parcels;

/// <summary>
/// Merges parcels: looks what stands against it, asks the parcel that the others are merged into, and waits a moment for them to follow. They
/// follow without this call; it only saves its caller the question.
/// </summary>
internal sealed class ParcelMerges(IParcelCalls parcels, TimeProvider time)
{
    private static readonly GetParcelQuery Query = new();
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(100);

    /// <summary>Merges, and answers the parcel as it is then.</summary>
    internal async Task<Parcel> MergeAsync(string tenant, string parcelId, MergeParcelsCommand command, CancellationToken cancellationToken)
    {
        string name = ParcelNames.Of(parcelId);
        MergeSource[] sources = await FanOut.RunAsync(
            command.Sources.Count,
            (Merges: this, tenant, name, command, cancellationToken),
            static (call, i) => call.Merges.LookAsync(call.tenant, call.name, call.command.Sources[i].Parcel, call.cancellationToken));
        MergeParcelsCommand found = command.Clone();
        found.Sources.Clear();
        found.Sources.Add(sources);
        Parcel parcel = (await parcels.Merge(tenant, parcelId, found, cancellationToken)).OrThrow(name).Parcel;
        HashSet<string> asked = [.. command.Sources.Select(source => ParcelNames.Of(source.Parcel))];
        parcel = await SettledAsync(tenant, parcelId, parcel, asked, cancellationToken);
        if (parcel.MergedParcels.FirstOrDefault(part => part.State == MergeState.Refused && asked.Contains(part.Parcel)) is { } refused)
            throw ErrorStatuses.Exception(ReasonOf(refused), $"{refused.Parcel} refused when it was asked.", subject: refused.Parcel);
        return parcel;
    }

    private async ValueTask<MergeSource> LookAsync(string tenant, string name, string source, CancellationToken cancellationToken)
    {
        MergeSource seen = new() { Parcel = source };
        GetParcelReply reply = await parcels.Get(tenant, source, Query, cancellationToken);
        if (reply.Header is { Status: CallStatus.Refused, Rejection: Rejection.ParcelNotFound })
        {
            (seen.Rejection, seen.Detail) = (Rejection.ParcelNotFound, $"Nobody registered the parcel '{source}'.");
            return seen;
        }

        Parcel parcel = reply.OrThrow(ParcelNames.Of(source)).Parcel;
        seen.ScanCount = parcel.ScanCount;
        if (parcel.MergedInto.Length > 0 && parcel.MergedInto != name)
            (seen.Rejection, seen.Detail) = (Rejection.ParcelMerged, $"the parcel '{source}' is merged into '{parcel.MergedInto}'.");
        else if (parcel.MergedParcels.Any(part => part.State == MergeState.Merging))
            (seen.Rejection, seen.Detail) = (Rejection.ParcelMerging, $"parcels are being merged into '{source}'.");
        else if (parcel.Phase == Phase.Cancelled)
            (seen.Rejection, seen.Detail) = (Rejection.ParcelPhase, $"the parcel '{source}' is in the phase {parcel.Phase}.");
        return seen;
    }

    private async Task<Parcel> SettledAsync(
        string tenant, string parcelId, Parcel parcel, HashSet<string> asked, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        TimeSpan pause = FirstPause;
        while (parcel.MergedParcels.Any(part => part.State == MergeState.Merging && asked.Contains(part.Parcel))
            && time.GetElapsedTime(began) < ApiLimits.MergeWaitMax)
        {
            await Task.Delay(pause, time, cancellationToken);
            pause = pause + pause > PauseMax ? PauseMax : pause + pause;
            parcel = (await parcels.Get(tenant, parcelId, Query, cancellationToken)).OrThrow(ParcelNames.Of(parcelId)).Parcel;
        }

        return parcel;
    }

    // The view names a rule as errors do.
    private static ApiReason ReasonOf(MergedParcel refused)
    {
        foreach (ApiReason reason in Enum.GetValues<ApiReason>())
        {
            if (ErrorTable.Row(reason).Reason == refused.RefusedBy)
                return reason;
        }

        throw new InvalidOperationException($"{refused.Parcel} refused by a rule that has no name: '{refused.RefusedBy}'.");
    }
}
