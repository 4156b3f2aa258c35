using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.V1;
using Enum = System.Enum;
using Phase = Shipments.V1.Phase;

namespace Shipments.Api.Parcels;

/// <summary>Checks what is asked of a list whole and turns it into a query. What is wrong goes to the faults, and the query is then of no use.</summary>
internal static class ListReader
{
    private static readonly Dictionary<string, (int Order, bool Descending)> Orders = new(StringComparer.Ordinal)
    {
        [""] = (0, false),
        ["create_time"] = (0, false),
        ["create_time desc"] = (0, true),
        ["last_event_time"] = (1, false),
        ["last_event_time desc"] = (1, true),
    };

    /// <summary>Reads a request of a tenant.</summary>
    internal static ListParcelsQuery Read(string tenant, ListParcelsRequest request, FieldFaults faults)
    {
        var query = new ListParcelsQuery();
        if (Orders.TryGetValue(request.OrderBy, out (int Order, bool Descending) order))
            (query.Order, query.Descending) = order;
        else
            faults.Add("order_by", request.OrderBy, "must be create_time or last_event_time, with or without desc behind it");
        ReadFilter(request.Filter ?? new ParcelFilter(), faults, query);
        query.WithoutFlags = request.ShowMerged || (query.Flags & ParcelFlagBits.Merged) != 0 ? 0 : ParcelFlagBits.Merged;
        if (request.PageToken.Length > 0 && faults.Count == 0)
        {
            query.After = PageTokens.Read(tenant, query, request.PageToken);
            if (query.After is null)
                faults.Add("page_token", request.PageToken, "must be one that was given for this filter and order");
        }

        if (request.PageSize < 0)
            faults.Add("page_size", request.PageSize.ToString(CultureInfo.InvariantCulture), "must not be negative");
        query.RowsMax = request.PageSize == 0 ? ApiLimits.PageParcelsDefault : Math.Min(request.PageSize, ApiLimits.PageParcelsMax);
        return query;
    }

    private static void ReadFilter(ParcelFilter filter, FieldFaults faults, ListParcelsQuery query)
    {
        if (filter.Phases.Count > ApiLimits.FilterPhasesMax)
            faults.Add("filter.phases", $"{filter.Phases.Count} items", $"must be at most {ApiLimits.FilterPhasesMax}");
        for (int i = 0; i < filter.Phases.Count && i < ApiLimits.FilterPhasesMax; i++)
        {
            Phase phase = filter.Phases[i];
            if (phase == Phase.Unspecified || !Enum.IsDefined(phase))
                faults.Add($"filter.phases[{i}]", ((int)phase).ToString(CultureInfo.InvariantCulture), "must be a Phase");
            else
                query.Phases |= 1UL << (int)phase;
        }

        FieldRules.Line(faults, "filter.lane", filter.Lane, ApiLimits.LaneCharsMax);
        query.Lane = filter.Lane;
        query.Flags = BitsOf(filter.Flags ?? new ParcelFlags());
        if (Time(faults, "filter.create_time_from", filter.CreateTimeFrom) is { } createdFrom)
            query.CreatedFromMs = createdFrom;
        if (Time(faults, "filter.create_time_to", filter.CreateTimeTo) is { } createdTo)
            query.CreatedToMs = createdTo;
        if (Time(faults, "filter.last_event_time_from", filter.LastEventTimeFrom) is { } lastFrom)
            query.LastEventFromMs = lastFrom;
        if (Time(faults, "filter.last_event_time_to", filter.LastEventTimeTo) is { } lastTo)
            query.LastEventToMs = lastTo;
    }

    private static long? Time(FieldFaults faults, string field, Timestamp? time) =>
        time is not null && FieldRules.Instant(faults, field, time, out long ms) ? ms : null;

    private static long BitsOf(ParcelFlags flags) =>
        (flags.Delayed ? ParcelFlagBits.Delayed : 0) | (flags.Stalled ? ParcelFlagBits.Stalled : 0) | (flags.Held ? ParcelFlagBits.Held : 0)
        | (flags.Untracked ? ParcelFlagBits.Untracked : 0) | (flags.Regression ? ParcelFlagBits.Regression : 0)
        | (flags.ActionRequired ? ParcelFlagBits.ActionRequired : 0) | (flags.Corrected ? ParcelFlagBits.Corrected : 0)
        | (flags.DataMissing ? ParcelFlagBits.DataMissing : 0)
        | (flags.Merged ? ParcelFlagBits.Merged : 0);
}
