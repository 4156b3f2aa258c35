using Shipments.Domain.Parcels;
using static Shipments.Domain.Tests.Samples.SampleExpectations;

namespace Shipments.Domain.Tests.Samples;

/// <summary>What our EPCIS samples say.</summary>
internal static class EpcisExpectations
{
    // Times are easy here: each event has its offset. The SSCC's company is 4012345 and its reference begins with the extension digit:
    // 0 | 4012345 | 123456789, and the check digit 4 or 3 by modulo 10. The pallet that held both parcels was scanned in their place, so its
    // own row has the same steps. What customs did has no side in EPCIS: no phase. The last event is where the ownership was to pass.
    public static IReadOnlyList<SampleExpectation> Ours { get; } =
    [
        new("17-epcis-delivered.json", true, "epcis-json-ld", "2026-10-10 09:00:00",
        [
            new ExpectedItem("040123451234567894", Phase.Delivered)
            {
                Events =
                [
                    Event("commissioning/active", "2026-10-05 07:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived),
                    Event("accepting/in_transit", "2026-10-05 16:30:00", Phase.PickedUp, MilestoneKind.PickedUp),
                    Event("packing/in_progress", "2026-10-05 19:15:30", Phase.None),
                    Event("departing/completeness_inferred", "2026-10-06 03:10:00", Phase.Departed, MilestoneKind.Departed),
                    Event("arriving/completeness_verified", "2026-10-07 11:20:00", Phase.Arrived, MilestoneKind.Arrived),
                    Event("holding/unavailable", "2026-10-07 14:00:00", Phase.None),
                    Event("inspecting/conformant", "2026-10-08 13:30:00", Phase.None),
                    Event("receiving/in_progress", "2026-10-09 20:45:00", Phase.Delivered, MilestoneKind.Delivered),
                ],
                FinalMilestones =
                [
                    First(MilestoneKind.InfoReceived, "2026-10-05 07:00:00"),
                    First(MilestoneKind.PickedUp, "2026-10-05 16:30:00"),
                    First(MilestoneKind.Departed, "2026-10-06 03:10:00"),
                    First(MilestoneKind.Arrived, "2026-10-07 11:20:00"),
                    First(MilestoneKind.Delivered, "2026-10-09 20:45:00"),
                ],
            },
            new ExpectedItem("RB123456785GB", Phase.Arrived)
            {
                Events =
                [
                    Event("accepting/in_transit", "2026-10-05 16:30:00", Phase.PickedUp, MilestoneKind.PickedUp),
                    Event("packing/in_progress", "2026-10-05 19:15:30", Phase.None),
                    Event("departing/completeness_inferred", "2026-10-06 03:10:00", Phase.Departed, MilestoneKind.Departed),
                    Event("arriving/completeness_verified", "2026-10-07 11:20:00", Phase.Arrived, MilestoneKind.Arrived),
                    Event("https://carrier.example/steps/weighed", "2026-10-07 13:00:00", Phase.None),
                ],
                FinalMilestones =
                [
                    First(MilestoneKind.PickedUp, "2026-10-05 16:30:00"),
                    First(MilestoneKind.Departed, "2026-10-06 03:10:00"),
                    First(MilestoneKind.Arrived, "2026-10-07 11:20:00"),
                ],
            },
            new ExpectedItem("140123450000000013", Phase.Arrived)
            {
                Events =
                [
                    Event("packing/in_progress", "2026-10-05 19:15:30", Phase.None),
                    Event("departing/completeness_inferred", "2026-10-06 03:10:00", Phase.Departed, MilestoneKind.Departed),
                    Event("arriving/completeness_verified", "2026-10-07 11:20:00", Phase.Arrived, MilestoneKind.Arrived),
                ],
                FinalMilestones =
                [
                    First(MilestoneKind.Departed, "2026-10-06 03:10:00"),
                    First(MilestoneKind.Arrived, "2026-10-07 11:20:00"),
                ],
            },
        ]),
    ];
}
