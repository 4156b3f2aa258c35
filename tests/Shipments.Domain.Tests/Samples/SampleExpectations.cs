using System.Globalization;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Tests.Samples;

/// <summary>One event as it must be read. Utc is yyyy-MM-dd HH:mm:ss.</summary>
public sealed record ExpectedEvent(string Code, string Utc, Phase Phase, MilestoneKind Milestone, string Repair = "", bool ZoneKnown = true)
{
    /// <summary>An event that cannot be read has its faulty field here and nothing else counts.</summary>
    public string FaultField { get; init; } = "";
}

/// <summary>One milestone with its first time, as the scans state it; rules may infer further ones.</summary>
public sealed record ExpectedMilestone(MilestoneKind Kind, string FirstUtc);

/// <summary>One shipment of a file. The final state is that after this file and all files before it in name order.</summary>
public sealed record ExpectedItem(string Number, Phase FinalPhase)
{
    public IReadOnlyList<(string Number, string Issuer, NumberRole Role)> Linked { get; init; } = [];

    /// <summary>In the payload's order, newest first.</summary>
    public IReadOnlyList<ExpectedEvent> Events { get; init; } = [];

    public IReadOnlyList<ExpectedMilestone> FinalMilestones { get; init; } = [];

    public bool NotFound { get; init; }

    public string FaultField { get; init; } = "";
}

/// <summary>A file, when it is to be thought received, and what is in it.</summary>
public sealed record SampleExpectation(string File, bool Ours, string Format, string ReceivedUtc, IReadOnlyList<ExpectedItem> Items)
{
    /// <summary>Shortly after the newest event, so that no rule about age counts.</summary>
    public DateTimeOffset ReceivedAt => Times.Utc(ReceivedUtc);
}

/// <summary>What every sample says, worked out by hand.</summary>
public static class SampleExpectations
{
    public static IReadOnlyList<SampleExpectation> All { get; } =
        [.. CainiaoExpectations.Ours, .. CainiaoLastMileExpectations.Ours, .. UspsExpectations.Ours, .. EpcisExpectations.Ours, .. RealExpectations.Real];

    internal static ExpectedEvent Event(string code, string utc, Phase phase, MilestoneKind milestone = MilestoneKind.None, string repair = "", bool zoneKnown = true) =>
        new(code, utc, phase, milestone, repair, zoneKnown);

    internal static ExpectedMilestone First(MilestoneKind kind, string utc) => new(kind, utc);
}

/// <summary>Times of the tables.</summary>
internal static class Times
{
    public static DateTimeOffset Utc(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
