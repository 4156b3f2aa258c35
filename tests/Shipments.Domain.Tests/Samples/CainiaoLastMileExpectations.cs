using Shipments.Domain.Parcels;
using static Shipments.Domain.Tests.Samples.SampleExpectations;

namespace Shipments.Domain.Tests.Samples;

/// <summary>Our Cainiao samples whose story is at the end of the way: returned, waiting at a pick-up point, destroyed.</summary>
internal static class CainiaoLastMileExpectations
{
    private const string Format = "cainiao-detail-json";
    private const string Ms = "cainiao-beijing-ms";

    public static IReadOnlyList<SampleExpectation> Ours { get; } = [ReturnAfterDelivery(), AttemptThenPickupPoint(), Destroyed()];

    // Delivered is not the end: the same number comes back, and is returned.
    private static SampleExpectation ReturnAfterDelivery() => new("05-cainiao-return-after-delivery.json", true, Format, "2026-10-21 00:00:00",
    [
        new ExpectedItem("CNG00916204418201", Phase.Returned)
        {
            Events =
            [
                Event("RETURNED", "2026-10-20 07:00:00", Phase.Returned, MilestoneKind.Returned),
                Event("RT_WH_INBOUND", "2026-10-05 08:10:00", Phase.Returning, MilestoneKind.Returning, Ms),
                Event("RT_TMS_ACCEPT", "2026-09-29 15:45:00", Phase.Returning, MilestoneKind.Returning, Ms),
                Event("GTMS_SIGNED", "2026-09-14 11:32:00", Phase.Delivered, MilestoneKind.Delivered, Ms),
                Event("GTMS_DELIVERING", "2026-09-14 07:05:00", Phase.OutForDelivery, MilestoneKind.OutForDelivery, Ms),
                Event("GTMS_ACCEPT", "2026-09-12 06:20:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Ms),
                Event("CC_IM_SUCCESS", "2026-09-11 12:10:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Ms),
                Event("LH_ARRIVE", "2026-09-10 07:30:00", Phase.Arrived, MilestoneKind.Arrived, Ms),
                Event("LH_DEPART", "2026-09-09 15:50:00", Phase.Departed, MilestoneKind.Departed),
                Event("PU_PICKUP_SUCCESS", "2026-09-07 08:12:00", Phase.PickedUp, MilestoneKind.PickedUp),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.PickedUp, "2026-09-07 08:12:00"),
                First(MilestoneKind.Departed, "2026-09-09 15:50:00"),
                First(MilestoneKind.Arrived, "2026-09-10 07:30:00"),
                First(MilestoneKind.ImportCustomsReleased, "2026-09-11 12:10:00"),
                First(MilestoneKind.LastMileAccepted, "2026-09-12 06:20:00"),
                First(MilestoneKind.OutForDelivery, "2026-09-14 07:05:00"),
                First(MilestoneKind.Delivered, "2026-09-14 11:32:00"),
                First(MilestoneKind.Returning, "2026-09-29 15:45:00"),
                First(MilestoneKind.Returned, "2026-10-20 07:00:00"),
            ],
        },
    ]);

    // Two failed attempts, then the pick-up point signs: that is no delivery. Two scans of one minute keep their order.
    private static SampleExpectation AttemptThenPickupPoint() => new("07-cainiao-attempt-then-pickup-point.json", true, Format, "2026-11-11 00:00:00",
    [
        new ExpectedItem("LV305192645ES", Phase.AvailableForPickup)
        {
            Events =
            [
                Event("GTMS_WAIT_SELF_PICK", "2026-11-10 16:30:20", Phase.AvailableForPickup, MilestoneKind.AvailableForPickup, Ms),
                Event("GTMS_STA_SIGNED", "2026-11-10 16:30:00", Phase.AvailableForPickup, MilestoneKind.AvailableForPickup, Ms),
                Event("GTMS_DEL_FAILURE", "2026-11-10 11:58:00", Phase.AttemptFailed, MilestoneKind.FirstAttempt, Ms),
                Event("GTMS_RE_DELIVERING", "2026-11-10 08:05:00", Phase.OutForDelivery, MilestoneKind.OutForDelivery, Ms),
                Event("GTMS_DEL_FAILURE", "2026-11-09 12:40:00", Phase.AttemptFailed, MilestoneKind.FirstAttempt, Ms),
                Event("GTMS_DELIVERING", "2026-11-09 08:12:00", Phase.OutForDelivery, MilestoneKind.OutForDelivery, Ms),
                Event("GTMS_DO_ARRIVE", "2026-11-09 06:50:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Ms),
                Event("CC_IM_SUCCESS", "2026-11-07 09:00:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Ms),
                Event("AE_LH_ARRIVE_SUCCESS", "2026-11-06 10:25:00", Phase.Arrived, MilestoneKind.Arrived, Ms),
                Event("AE_LH_DEPART_SUCCESS", "2026-11-05 17:10:00", Phase.Departed, MilestoneKind.Departed),
                Event("AE_GOT_SUCCESS", "2026-11-03 12:07:00", Phase.PickedUp, MilestoneKind.PickedUp),
                Event("AE_ORDER_PLACED", "2026-11-02 04:31:00", Phase.InfoReceived, MilestoneKind.InfoReceived),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.InfoReceived, "2026-11-02 04:31:00"),
                First(MilestoneKind.PickedUp, "2026-11-03 12:07:00"),
                First(MilestoneKind.Departed, "2026-11-05 17:10:00"),
                First(MilestoneKind.Arrived, "2026-11-06 10:25:00"),
                First(MilestoneKind.ImportCustomsReleased, "2026-11-07 09:00:00"),
                First(MilestoneKind.LastMileAccepted, "2026-11-09 06:50:00"),
                First(MilestoneKind.OutForDelivery, "2026-11-09 08:12:00"),
                First(MilestoneKind.FirstAttempt, "2026-11-09 12:40:00"),
                First(MilestoneKind.AvailableForPickup, "2026-11-10 16:30:00"),
            ],
        },
    ]);

    // Never released by customs.
    private static SampleExpectation Destroyed() => new("08-cainiao-destroyed.json", true, Format, "2026-11-01 00:00:00",
    [
        new ExpectedItem("CNG00916204419330", Phase.Destroyed)
        {
            Events =
            [
                Event("RT_DESTROY", "2026-10-31 01:00:00", Phase.Destroyed, repair: Ms),
                Event("CC_IM_FAILURE", "2026-09-25 16:00:00", Phase.ImportCustoms, repair: Ms),
                Event("CC_IM_START", "2026-09-23 17:00:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsStarted, Ms),
                Event("LH_ARRIVE", "2026-09-23 06:05:00", Phase.Arrived, MilestoneKind.Arrived, Ms),
                Event("LH_DEPART", "2026-09-22 14:10:00", Phase.Departed, MilestoneKind.Departed),
                Event("PU_PICKUP_SUCCESS", "2026-09-20 07:00:00", Phase.PickedUp, MilestoneKind.PickedUp),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.PickedUp, "2026-09-20 07:00:00"),
                First(MilestoneKind.Departed, "2026-09-22 14:10:00"),
                First(MilestoneKind.Arrived, "2026-09-23 06:05:00"),
                First(MilestoneKind.ImportCustomsStarted, "2026-09-23 17:00:00"),
            ],
        },
    ]);
}
