using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>Which milestones parcels have been told to reach: fixed moments to ask at, that no predictor can choose.</summary>
internal sealed class MilestonesSeen
{
    // Bit i stands for milestone i.
    private readonly Dictionary<int, int> _seen = [];

    /// <summary>The furthest milestone on the way, from the pick-up to the van, that decisions tell of for the first time; none when they tell of no new one.</summary>
    /// <param name="parcel">The parcel's number in the world.</param>
    /// <param name="decided">What is decided of it now.</param>
    public MilestoneKind New(int parcel, ParcelDecided decided)
    {
        int before = _seen.GetValueOrDefault(parcel);
        int now = before;
        MilestoneKind furthest = MilestoneKind.None;
        foreach (MilestoneRecord milestone in decided.Milestones)
        {
            MilestoneKind kind = (MilestoneKind)milestone.Kind;
            if (kind is < MilestoneKind.PickedUp or > MilestoneKind.OutForDelivery || (before & (1 << milestone.Kind)) != 0)
                continue;
            now |= 1 << milestone.Kind;
            furthest = kind > furthest ? kind : furthest;
        }

        if (now != before)
            _seen[parcel] = now;
        return furthest;
    }

    /// <summary>Nothing more will be asked of a parcel.</summary>
    public void Forget(int parcel) => _seen.Remove(parcel);
}
