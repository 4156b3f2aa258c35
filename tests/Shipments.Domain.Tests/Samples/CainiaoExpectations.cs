using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using static Shipments.Domain.Tests.Samples.SampleExpectations;

namespace Shipments.Domain.Tests.Samples;

/// <summary>
/// Our Cainiao samples up to the border and back. UTC is the wall clock less the label's offset. Where the label is not GMT+8 the
/// milliseconds contradict it (they are the wall clock read as Beijing time): repair "cainiao-beijing-ms".
/// </summary>
internal static class CainiaoExpectations
{
    private const string Format = "cainiao-detail-json";
    private const string Ms = "cainiao-beijing-ms";
    private const string Label = "cainiao-beijing-label";

    public static IReadOnlyList<SampleExpectation> Ours { get; } =
    [
        NumberChain(),
        CustomsHold(),
        LatePoll1(),
        LatePoll2(),
        Economy(),
        new("09-cainiao-unknown-number.json", true, Format, "2026-11-20 00:00:00",
            [new ExpectedItem("LP00628841930999", Phase.Pending) { NotFound = true }]),
        UnmappedCode(),
    ];

    // Chile: everything past the border is stamped GMT+8 by partners without a zone, so those times are intervals. The last number stands in a
    // sentence. The airline's scan speaks of customs: the code gives the phase, the wording the milestone.
    private static SampleExpectation NumberChain() => new("01-cainiao-number-chain.json", true, Format, "2026-09-26 00:00:00",
    [
        new ExpectedItem("AP00916204417735", Phase.Delivered)
        {
            Linked = [("CNG00916204417735", "cainiao", NumberRole.LastMile), ("LB714028538CL", "correos-chile", NumberRole.LastMile)],
            Events =
            [
                Event("GTMS_SIGNED", "2026-09-25 07:05:00", Phase.Delivered, MilestoneKind.Delivered, Label, zoneKnown: false),
                Event("GTMS_DELIVERING", "2026-09-25 01:30:00", Phase.OutForDelivery, MilestoneKind.OutForDelivery, Label, zoneKnown: false),
                Event("GTMS_DO_ARRIVE", "2026-09-24 23:45:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Label, zoneKnown: false),
                Event("GTMS_SC_ARRIVE", "2026-09-23 18:10:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Label, zoneKnown: false),
                Event("GTMS_ACCEPT", "2026-09-23 05:20:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Label, zoneKnown: false),
                Event("CC_HO_OUT_SUCCESS", "2026-09-23 00:00:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Label, zoneKnown: false),
                Event("CC_IM_SUCCESS", "2026-09-22 08:44:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Label, zoneKnown: false),
                Event("CC_IM_START", "2026-09-21 02:02:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsStarted, Label, zoneKnown: false),
                Event("LH_ARRIVE", "2026-09-20 13:15:00", Phase.Arrived, MilestoneKind.Arrived, Label, zoneKnown: false),
                Event("LH_DEPART", "2026-09-18 17:30:00", Phase.Departed, MilestoneKind.Departed),
                Event("LH_HO_AIRLINE", "2026-09-18 14:54:00", Phase.Departed, MilestoneKind.ExportCustomsReleased),
                Event("CC_EX_SUCCESS", "2026-09-17 07:10:00", Phase.ExportCustoms, MilestoneKind.ExportCustomsReleased),
                Event("CC_EX_START", "2026-09-17 00:30:00", Phase.ExportCustoms),
                Event("SC_OUTBOUND_SUCCESS", "2026-09-16 03:05:47", Phase.PickedUp),
                Event("SC_INBOUND_SUCCESS", "2026-09-15 19:22:10", Phase.PickedUp),
                Event("PU_PICKUP_SUCCESS", "2026-09-15 12:41:33", Phase.PickedUp, MilestoneKind.PickedUp),
                Event("CONSIGN", "2026-09-14 01:12:05", Phase.InfoReceived, MilestoneKind.InfoReceived),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.InfoReceived, "2026-09-14 01:12:05"),
                First(MilestoneKind.PickedUp, "2026-09-15 12:41:33"),
                First(MilestoneKind.ExportCustomsReleased, "2026-09-17 07:10:00"),
                First(MilestoneKind.Departed, "2026-09-18 17:30:00"),
                First(MilestoneKind.Arrived, "2026-09-20 13:15:00"),
                First(MilestoneKind.ImportCustomsStarted, "2026-09-21 02:02:00"),
                First(MilestoneKind.ImportCustomsReleased, "2026-09-22 08:44:00"),
                First(MilestoneKind.LastMileAccepted, "2026-09-23 05:20:00"),
                First(MilestoneKind.OutForDelivery, "2026-09-25 01:30:00"),
                First(MilestoneKind.Delivered, "2026-09-25 07:05:00"),
            ],
        },
    ]);

    // Held, then taxed, then released: one phase, three customs states, and the parcel goes on to the last mile.
    private static SampleExpectation CustomsHold() => new("02-cainiao-customs-hold.json", true, Format, "2026-10-15 00:00:00",
    [
        new ExpectedItem("LP00628841930117", Phase.LastMile)
        {
            Linked = [("LX722053185ES", "correos", NumberRole.LastMile)],
            Events =
            [
                Event("GTMS_ACCEPT", "2026-10-14 04:10:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Ms),
                Event("CC_IM_SUCCESS", "2026-10-13 14:20:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Ms),
                Event("CUS_TAX", "2026-10-09 10:00:00", Phase.ImportCustoms, repair: Ms),
                Event("CC_IM_FAILURE", "2026-10-08 07:05:00", Phase.ImportCustoms, repair: Ms),
                Event("CC_IM_START", "2026-10-06 16:30:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsStarted, Ms),
                Event("LH_ARRIVE", "2026-10-06 05:55:00", Phase.Arrived, MilestoneKind.Arrived, Ms),
                Event("LH_DEPART", "2026-10-05 15:40:00", Phase.Departed, MilestoneKind.Departed),
                Event("CC_EX_SUCCESS", "2026-10-04 06:00:00", Phase.ExportCustoms, MilestoneKind.ExportCustomsReleased),
                Event("SC_OUTBOUND_SUCCESS", "2026-10-02 18:15:30", Phase.PickedUp),
                Event("PU_PICKUP_SUCCESS", "2026-10-02 02:20:00", Phase.PickedUp, MilestoneKind.PickedUp),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.PickedUp, "2026-10-02 02:20:00"),
                First(MilestoneKind.ExportCustomsReleased, "2026-10-04 06:00:00"),
                First(MilestoneKind.Departed, "2026-10-05 15:40:00"),
                First(MilestoneKind.Arrived, "2026-10-06 05:55:00"),
                First(MilestoneKind.ImportCustomsStarted, "2026-10-06 16:30:00"),
                First(MilestoneKind.ImportCustomsReleased, "2026-10-13 14:20:00"),
                First(MilestoneKind.LastMileAccepted, "2026-10-14 04:10:00"),
            ],
        },
    ]);

    // The first poll lacks the sorting, the arrival and the start of customs.
    private static SampleExpectation LatePoll1() => new("03-cainiao-late-scans-poll-1.json", true, Format, "2026-10-16 00:00:00",
    [
        new ExpectedItem("LP00628841937205", Phase.ImportCustoms)
        {
            Events =
            [
                Event("CC_IM_SUCCESS", "2026-10-15 20:30:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Ms),
                Event("CC_IM_START", "2026-10-15 03:05:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsStarted, Ms),
                Event("LH_DEPART", "2026-10-13 19:12:00", Phase.Departed, MilestoneKind.Departed),
                Event("GWMS_OUTBOUND", "2026-10-11 11:26:40", Phase.PickedUp, MilestoneKind.PickedUp),
                Event("GWMS_ACCEPT", "2026-10-10 03:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.InfoReceived, "2026-10-10 03:00:00"),
                First(MilestoneKind.PickedUp, "2026-10-11 11:26:40"),
                First(MilestoneKind.Departed, "2026-10-13 19:12:00"),
                First(MilestoneKind.ImportCustomsStarted, "2026-10-15 03:05:00"),
                First(MilestoneKind.ImportCustomsReleased, "2026-10-15 20:30:00"),
            ],
        },
    ]);

    // The second poll repeats five scans and brings three late ones and a new one: export release and arrival are filled, no phase goes back.
    private static SampleExpectation LatePoll2() => new("04-cainiao-late-scans-poll-2.json", true, Format, "2026-10-17 00:00:00",
    [
        new ExpectedItem("LP00628841937205", Phase.LastMile)
        {
            Linked = [("9261290700768712004517", "usps", NumberRole.LastMile)],
            Events =
            [
                Event("GTMS_ACCEPT", "2026-10-16 15:45:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Ms),
                Event("CC_IM_SUCCESS", "2026-10-15 20:30:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased, Ms),
                Event("CC_IM_START", "2026-10-15 03:05:00", Phase.ImportCustoms, MilestoneKind.ImportCustomsStarted, Ms),
                Event("LH_ARRIVE", "2026-10-14 18:40:00", Phase.Arrived, MilestoneKind.Arrived, Ms),
                Event("LH_DEPART", "2026-10-13 19:12:00", Phase.Departed, MilestoneKind.Departed),
                Event("CC_EX_SUCCESS", "2026-10-13 12:00:00", Phase.ExportCustoms, MilestoneKind.ExportCustomsReleased),
                Event("SC_INBOUND_SUCCESS", "2026-10-11 21:18:22", Phase.PickedUp),
                Event("GWMS_OUTBOUND", "2026-10-11 11:26:40", Phase.PickedUp, MilestoneKind.PickedUp),
                Event("GWMS_ACCEPT", "2026-10-10 03:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.InfoReceived, "2026-10-10 03:00:00"),
                First(MilestoneKind.PickedUp, "2026-10-11 11:26:40"),
                First(MilestoneKind.ExportCustomsReleased, "2026-10-13 12:00:00"),
                First(MilestoneKind.Departed, "2026-10-13 19:12:00"),
                First(MilestoneKind.Arrived, "2026-10-14 18:40:00"),
                First(MilestoneKind.ImportCustomsStarted, "2026-10-15 03:05:00"),
                First(MilestoneKind.ImportCustomsReleased, "2026-10-15 20:30:00"),
                First(MilestoneKind.LastMileAccepted, "2026-10-16 15:45:00"),
            ],
        },
    ]);

    // Posted in a third country (GMT+5); after the line haul nothing more is to come.
    private static SampleExpectation Economy() => new("06-cainiao-economy-untracked.json", true, Format, "2026-10-13 00:00:00",
    [
        new ExpectedItem("UG251407774MV", Phase.Departed)
        {
            Events =
            [
                Event("LH_DEPART", "2026-10-11 21:25:00", Phase.Departed, MilestoneKind.Departed, Ms),
                Event("LH_POST_COLLECTION", "2026-10-09 13:40:00", Phase.Departed, repair: Ms),
                Event("SC_OUTBOUND_SUCCESS", "2026-09-29 20:02:00", Phase.PickedUp),
                Event("PU_PICKUP_SUCCESS", "2026-09-28 13:14:00", Phase.PickedUp, MilestoneKind.PickedUp),
            ],
            FinalMilestones = [First(MilestoneKind.PickedUp, "2026-09-28 13:14:00"), First(MilestoneKind.Departed, "2026-10-11 21:25:00")],
        },
    ]);

    // The middle code is nobody's: it is kept, counted, and moves nothing.
    private static SampleExpectation UnmappedCode() => new("10-cainiao-unmapped-code.json", true, Format, "2026-11-14 00:00:00",
    [
        new ExpectedItem("CNG00916204420015", Phase.LineHaul)
        {
            Events =
            [
                Event("COMMON_INTRANSIT", "2026-11-13 13:00:00", Phase.LineHaul),
                Event("GTMS_DRONE_LAUNCH", "2026-11-12 01:30:00", Phase.None),
                Event("PU_PICKUP_SUCCESS", "2026-11-10 16:48:00", Phase.PickedUp, MilestoneKind.PickedUp),
            ],
            FinalMilestones = [First(MilestoneKind.PickedUp, "2026-11-10 16:48:00")],
        },
    ]);
}
