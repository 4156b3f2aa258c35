using Shipments.Domain.Silence;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Parcels;

/// <summary>A parcel's silence as callers see it.</summary>
internal static class SilenceViews
{
    /// <summary>Makes the view; none for a parcel of which nothing is awaited.</summary>
    public static ParcelSilence? Of(ParcelStateRecord record)
    {
        if (record.Silence is not { } silence)
            return null;
        int phase = silence.ExpiredMs == 0 ? record.Decided.Phase : record.Decided.ExpiredFrom;
        return new ParcelSilence
        {
            HeardTime = ParcelViews.TimeOf(silence.HeardMs),
            DueTime = ParcelViews.TimeOf(silence.DueMs),
            StalledTime = ParcelViews.TimeOf(silence.StalledMs),
            ExpiredTime = ParcelViews.TimeOf(silence.ExpiredMs),
            Awaited = (MilestoneKind)SilencePhases.Awaited((Domain.Parcels.Phase)phase),
            Rule = silence.Rule,
        };
    }
}
