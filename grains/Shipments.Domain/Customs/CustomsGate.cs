using Shipments.Domain.Parcels;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Customs;

/// <summary>
/// Decides whether data is missing before a parcel is loaded. Only a parcel that somebody declared, if only with an empty declaration, is judged:
/// of another one the data may go by another way. The mark goes when the data is complete, and when the parcel leaves without it.
/// </summary>
internal static class CustomsGate
{
    private static readonly long LastMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>What a turn decided, with the declaration judged. The day counts in it, so it is judged anew only with a change.</summary>
    /// <param name="decided">What the turn decided of the scans.</param>
    /// <param name="before">What was decided before it, encoded.</param>
    /// <param name="row">The parcel's row before it.</param>
    /// <param name="entry">What the turn changed so far.</param>
    /// <param name="rules">The rules.</param>
    public static ParcelDecided Judged(ParcelDecided decided, ReadOnlyMemory<byte> before, ParcelRowFields row, ParcelEntry entry, CustomsTable rules)
    {
        ParcelRegistered? given = entry.Updated ?? entry.Registered;
        bool declared = given is null ? !row.Of(ParcelStateRecord.DeclarationFieldNumber).IsEmpty : given.Declaration is not null;
        if ((!declared && decided.Declared is null) || (given is null && decided.IsEncodedAs(before.Span)))
            return decided;
        given ??= ParcelUpdates.Of(ParcelStateRecord.Parser.ParseFrom(row.Whole.Span));
        DeclarationRecord? declaration = given.Declaration;
        ParcelDecided judged = decided.Clone();
        judged.Declared = declaration is null ? null : CustomsAssessor.Assess(
            rules, declaration, given.OriginCountry, given.DestinationCountry, Arrival(decided, entry.AtMs));
        bool missing = judged.Declared?.Findings.Any(finding => finding.Blocking) == true && IsBeforeLoading(decided);
        if (judged.Declared is not null)
            judged.Declared.DataMissing = missing;

        // What customs themselves said counts more than what was declared.
        if (judged.Customs is (int)CustomsStatus.None or (int)CustomsStatus.DataMissing)
            judged.Customs = (int)(missing ? CustomsStatus.DataMissing : CustomsStatus.None);
        return judged;
    }

    private static DateOnly Arrival(ParcelDecided decided, long atMs)
    {
        long arrivedMs = decided.Milestones.FirstOrDefault(each => each.Kind == (int)MilestoneKind.Arrived)?.FirstMs ?? 0;
        long whenMs = arrivedMs != 0 ? arrivedMs : Math.Max(decided.Eta?.ToMs ?? 0, atMs);

        // A promise may be anything; a day is between the years 1970 and 9999.
        return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(whenMs, 0, LastMs)).UtcDateTime);
    }

    private static bool IsBeforeLoading(ParcelDecided decided)
    {
        if (decided.Journey > 0 || decided.Milestones.Any(each => each.Kind >= (int)MilestoneKind.Departed))
            return false;
        return (Phase)decided.Phase switch
        {
            Phase.None or Phase.Pending or Phase.InfoReceived or Phase.PickedUp or Phase.ExportCustoms or Phase.Exception or Phase.Expired => true,
            Phase.Departed or Phase.LineHaul or Phase.Arrived or Phase.ImportCustoms or Phase.LastMile or Phase.OutForDelivery or Phase.AttemptFailed
                or Phase.AvailableForPickup or Phase.Delivered or Phase.Returning or Phase.Returned or Phase.Lost or Phase.Destroyed
                or Phase.Cancelled => false,
        };
    }
}
