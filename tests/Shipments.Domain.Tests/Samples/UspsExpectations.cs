using Shipments.Domain.Parcels;
using static Shipments.Domain.Tests.Samples.SampleExpectations;

namespace Shipments.Domain.Tests.Samples;

/// <summary>
/// Our USPS samples. UTC is the local time less the offset, to the minute. A local time that passes midnight UTC has a GMTTimestamp of the
/// wrong day: repair "usps-midnight". An event without an offset (label made, no place) is an interval ordered as if it were UTC.
/// </summary>
internal static class UspsExpectations
{
    private const string Format = "usps-v3-json";
    private const string Midnight = "usps-midnight";

    public static IReadOnlyList<SampleExpectation> Ours { get; } =
    [
        Delivered(),
        InProgress(),
        new("13-usps-pre-shipment.json", true, Format, "2026-11-21 00:00:00",
        [
            new ExpectedItem("9305512809876411005639", Phase.InfoReceived)
            {
                Events = [Event("GX", "2026-11-20 00:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived, zoneKnown: false)],
                FinalMilestones = [First(MilestoneKind.InfoReceived, "2026-11-20 00:00:00")],
            },
        ]),

        // The reply names no number: whoever asked knows which one it was.
        new("14-usps-not-found.json", true, Format, "2026-11-21 00:00:00", [new ExpectedItem("", Phase.None) { NotFound = true }]),
        AttemptThenPickup(),
        BatchWithFaults(),
    ];

    // NT is the post's guess between two scans. The promise of 20 October is on the newest scan, in that scan's zone.
    private static SampleExpectation Delivered() => new("11-usps-delivered.json", true, Format, "2026-10-20 00:00:00",
    [
        new ExpectedItem("9261290700768712004517", Phase.Delivered)
        {
            Events =
            [
                Event("01", "2026-10-19 19:08:00", Phase.Delivered, MilestoneKind.Delivered),
                Event("OF", "2026-10-19 12:41:00", Phase.OutForDelivery, MilestoneKind.OutForDelivery),
                Event("PC", "2026-10-19 12:30:00", Phase.LastMile),
                Event("07", "2026-10-19 11:50:00", Phase.LastMile, MilestoneKind.LastMileAccepted),
                Event("NT", "2026-10-18 16:15:00", Phase.LastMile),
                Event("10", "2026-10-17 09:31:00", Phase.LastMile, MilestoneKind.LastMileAccepted),
                Event("82", "2026-10-16 22:44:00", Phase.PickedUp),
                Event("80", "2026-10-16 17:20:00", Phase.PickedUp, MilestoneKind.PickedUp),
                Event("MA", "2026-10-13 00:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived, zoneKnown: false),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.InfoReceived, "2026-10-13 00:00:00"),
                First(MilestoneKind.PickedUp, "2026-10-16 17:20:00"),
                First(MilestoneKind.LastMileAccepted, "2026-10-17 09:31:00"),
                First(MilestoneKind.OutForDelivery, "2026-10-19 12:41:00"),
                First(MilestoneKind.Delivered, "2026-10-19 19:08:00"),
            ],
        },
    ]);

    // Two scans of the evening of 17 November belong to the 18th in UTC, where the reply still says 17th.
    private static SampleExpectation InProgress() => new("12-usps-in-progress-midnight.json", true, Format, "2026-11-19 00:00:00",
    [
        new ExpectedItem("9400111206206407001310", Phase.LastMile)
        {
            Events =
            [
                Event("T1", "2026-11-18 10:02:00", Phase.LastMile),
                Event("10", "2026-11-18 05:28:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Midnight),
                Event("SF", "2026-11-18 00:31:00", Phase.LastMile, repair: Midnight),
                Event("03", "2026-11-17 23:55:00", Phase.PickedUp, MilestoneKind.PickedUp),
                Event("GX", "2026-11-16 00:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived, zoneKnown: false),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.InfoReceived, "2026-11-16 00:00:00"),
                First(MilestoneKind.PickedUp, "2026-11-17 23:55:00"),
                First(MilestoneKind.LastMileAccepted, "2026-11-18 05:28:00"),
            ],
        },
    ]);

    // The newest event has no code: the piece's category "Available for Pickup" stands for it. The notice before it says by its words that the
    // post office keeps the piece.
    private static SampleExpectation AttemptThenPickup() => new("15-usps-attempt-then-pickup.json", true, Format, "2026-11-15 00:00:00",
    [
        new ExpectedItem("9420211206206409002774", Phase.AvailableForPickup)
        {
            Events =
            [
                Event("AVAILABLE_FOR_PICKUP", "2026-11-14 18:15:00", Phase.AvailableForPickup, MilestoneKind.AvailableForPickup),
                Event("02", "2026-11-09 17:00:00", Phase.AvailableForPickup, MilestoneKind.AvailableForPickup),
                Event("02", "2026-11-07 21:26:00", Phase.AttemptFailed, MilestoneKind.FirstAttempt),
                Event("OF", "2026-11-07 16:02:00", Phase.OutForDelivery, MilestoneKind.OutForDelivery),
                Event("A1", "2026-11-06 06:19:00", Phase.LastMile, MilestoneKind.LastMileAccepted, Midnight),
                Event("OA", "2026-11-05 00:10:00", Phase.PickedUp, MilestoneKind.PickedUp),
                Event("MA", "2026-11-03 00:00:00", Phase.InfoReceived, MilestoneKind.InfoReceived, zoneKnown: false),
            ],
            FinalMilestones =
            [
                First(MilestoneKind.InfoReceived, "2026-11-03 00:00:00"),
                First(MilestoneKind.PickedUp, "2026-11-05 00:10:00"),
                First(MilestoneKind.LastMileAccepted, "2026-11-06 06:19:00"),
                First(MilestoneKind.OutForDelivery, "2026-11-07 16:02:00"),
                First(MilestoneKind.FirstAttempt, "2026-11-07 21:26:00"),
                First(MilestoneKind.AvailableForPickup, "2026-11-09 17:00:00"),
            ],
        },
    ]);

    // A good piece with one unreadable event, a not-found reply in the list, and a piece whose number is none: each is told apart.
    private static SampleExpectation BatchWithFaults() => new("16-usps-batch-with-faults.json", true, Format, "2026-11-13 00:00:00",
    [
        new ExpectedItem("9255490175547700412670", Phase.Returning)
        {
            Events =
            [
                Event("29", "2026-11-12 14:30:00", Phase.Returning, MilestoneKind.Returning),
                Event("OF", "", Phase.None) with { FaultField = "[0].trackingEvents[1].eventTimestamp" },
                Event("22", "2026-11-07 00:45:00", Phase.Exception, repair: Midnight),
                Event("03", "2026-11-05 16:00:00", Phase.PickedUp, MilestoneKind.PickedUp),
            ],
            FinalMilestones = [First(MilestoneKind.PickedUp, "2026-11-05 16:00:00"), First(MilestoneKind.Returning, "2026-11-12 14:30:00")],
        },
        new ExpectedItem("", Phase.None) { NotFound = true },
        new ExpectedItem("", Phase.None) { FaultField = "[2].trackingNumber" },
    ]);
}
