namespace Shipments.Bench.Judging.Alarms;

/// <summary>How a strike was found.</summary>
/// <param name="Name">The regime's name.</param>
/// <param name="BitesAt">The first half hour in which a struck office would have worked, in seconds from the begin of the world.</param>
/// <param name="Lanes">How many lanes it strikes.</param>
/// <param name="FirstAfter">Seconds from then to the first proposal of one of them; null for none while it lasted.</param>
/// <param name="WithinTwoHours">How many of the lanes were proposed within two hours.</param>
/// <param name="Found">How many were proposed while it lasted.</param>
/// <param name="MissingAfter">Seconds from <paramref name="BitesAt"/> until the first scan of one of them was missing; null for never.</param>
/// <param name="ShownAfter">Seconds from <paramref name="BitesAt"/> until so many scans of one of them were missing that it shows; null for never.</param>
/// <param name="WithinTwoHoursOfShown">How many were proposed within two hours after so many of their own scans were missing.</param>
internal sealed record StrikeFinding(
    string Name, int BitesAt, int Lanes, int? FirstAfter, int WithinTwoHours, int Found, int? MissingAfter = null, int? ShownAfter = null, int WithinTwoHoursOfShown = 0);
