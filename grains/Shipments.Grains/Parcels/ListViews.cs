using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Storage;
using Shipments.V1;
using PublicParcel = Shipments.V1.Parcel;

namespace Shipments.Grains.Parcels;

/// <summary>Lists as callers see them.</summary>
internal static class ListViews
{
    public static ParcelListQuery QueryOf(string tenant, ListParcelsQuery query) => new(tenant)
    {
        Order = (ParcelOrder)query.Order,
        Descending = query.Descending,
        PhaseBits = (long)query.Phases,
        Lane = query.Lane,
        FlagBits = query.Flags,
        WithoutFlagBits = query.WithoutFlags,
        CreatedFromMs = query.HasCreatedFromMs ? query.CreatedFromMs : long.MinValue,
        CreatedToMs = query.HasCreatedToMs ? query.CreatedToMs : long.MaxValue,
        LastEventFromMs = query.HasLastEventFromMs ? query.LastEventFromMs : long.MinValue,
        LastEventToMs = query.HasLastEventToMs ? query.LastEventToMs : long.MaxValue,
        After = query.After is null ? null : new ParcelListPosition(query.After.AtMs, query.After.Parcel),
    };

    public static ListParcelsReply Of(ParcelListPage page)
    {
        ListParcelsReply reply = new()
        {
            Header = Inbox.CallHeaders.Ok,
            Next = page.Next is null ? null : new ListPosition { AtMs = page.Next.AtMs, Parcel = page.Next.ParcelId },
            ReadMs = page.ReadAt?.ToUnixTimeMilliseconds() ?? 0,
        };
        foreach (ListedParcel row in page.Rows)
            reply.Parcels.Add(ParcelOf(row));
        return reply;
    }

    private static PublicParcel ParcelOf(ListedParcel row) => new()
    {
        Name = "parcels/" + row.ParcelId,
        ParcelId = row.ParcelId,
        Phase = (V1.Phase)row.Columns.Phase,
        Lane = row.Columns.Lane,
        Flags = FlagsOf(row.Columns.Flags),
        CreateTime = ParcelViews.TimeOf(row.Columns.CreatedMs),
        LastEventTime = ParcelViews.TimeOf(row.Columns.LastEventMs),
    };

    private static ParcelFlags FlagsOf(long bits) => new()
    {
        Delayed = (bits & ParcelFlagBits.Delayed) != 0,
        Stalled = (bits & ParcelFlagBits.Stalled) != 0,
        Held = (bits & ParcelFlagBits.Held) != 0,
        Untracked = (bits & ParcelFlagBits.Untracked) != 0,
        Regression = (bits & ParcelFlagBits.Regression) != 0,
        ActionRequired = (bits & ParcelFlagBits.ActionRequired) != 0,
        Corrected = (bits & ParcelFlagBits.Corrected) != 0,
        DataMissing = (bits & ParcelFlagBits.DataMissing) != 0,
        Merged = (bits & ParcelFlagBits.Merged) != 0,
    };
}
