using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using static Shipments.Domain.Tests.Samples.SampleExpectations;

namespace Shipments.Domain.Tests.Samples;

/// <summary>Carriers' real replies, read by hand. They are not part of this repository.</summary>
internal static class RealExpectations
{
    private const string Ms = "cainiao-beijing-ms";
    private const string Midnight = "usps-midnight";

    public static IReadOnlyList<SampleExpectation> Real { get; } =
    [
        // 2026-08-23 14:18:40 GMT+2 is 12:18:40 UTC; the reply's own 1787465920000 is 06:18:40, eight hours behind the wall clock, and so in all
        // four events, whatever their label. Customs: "leaving" is import side, though grouped as export. The number of the last mile differs
        // from the first in one digit and fails its check digit: a field that holds a number is believed.
        new("cainiao/real-active-RC000000002EE.json", false, "cainiao-detail-json", "2026-08-24 00:00:00",
        [
            new ExpectedItem("RC000000002EE", Phase.ImportCustoms)
            {
                Linked = [("RC000000003EE", "omniva", NumberRole.LastMile)],
                Events =
                [
                    Event("CC_HO_OUT_SUCCESS", "2026-08-23 12:18:40", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Ms),
                    Event("LH_POST_COLLECTION", "2026-08-22 17:03:00", Phase.Departed, repair: Ms),
                    Event("SC_OUTBOUND_SUCCESS", "2026-07-02 18:55:17", Phase.PickedUp),
                    Event("PU_PICKUP_SUCCESS", "2026-07-01 16:16:31", Phase.PickedUp, MilestoneKind.PickedUp),
                ],
                FinalMilestones =
                [
                    First(MilestoneKind.PickedUp, "2026-07-01 16:16:31"),
                    First(MilestoneKind.ImportCustomsReleased, "2026-08-23 12:18:40"),
                ],
            },
        ]),
        new("cainiao/unknown-number.json", false, "cainiao-detail-json", "2026-11-20 00:00:00",
            [new ExpectedItem("LP00000000000", Phase.Pending) { NotFound = true }]),

        // 18:31 at -06:00 is 00:31 UTC of the next day; the reply says 00:31:21 of the same day. The label made on the 23rd has no zone.
        new("usps/omniship-track_usps_in_progress_response.json", false, "usps-v3-json", "2024-11-27 00:00:00",
        [
            new ExpectedItem("9202290317456200135409", Phase.LastMile)
            {
                Events =
                [
                    Event("10", "2024-11-26 07:44:00", Phase.LastMile, MilestoneKind.LastMileAccepted),
                    Event("SF", "2024-11-26 00:31:00", Phase.LastMile, repair: Midnight),
                    Event("03", "2024-11-26 00:26:00", Phase.PickedUp, MilestoneKind.PickedUp, Midnight),
                    Event("MA", "2024-11-23 00:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived, zoneKnown: false),
                ],
                FinalMilestones =
                [
                    First(MilestoneKind.InfoReceived, "2024-11-23 00:00:00"),
                    First(MilestoneKind.PickedUp, "2024-11-26 00:26:00"),
                    First(MilestoneKind.LastMileAccepted, "2024-11-26 07:44:00"),
                ],
            },
        ]),
        new("usps/omniship-track_usps_not_found_response.json", false, "usps-v3-json", "2026-11-20 00:00:00",
            [new ExpectedItem("", Phase.None) { NotFound = true }]),
    ];
}
