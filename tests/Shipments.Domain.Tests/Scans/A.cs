using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Scans;

/// <summary>Builds scans for tests. Times count in minutes from <see cref="Start"/>.</summary>
internal static class A
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static long Ms(double minutes) => At(minutes).ToUnixTimeMilliseconds();

    /// <summary>A time of whole milliseconds.</summary>
    public static DateTimeOffset At(double minutes) => Start.AddMilliseconds(Math.Round(minutes * 60_000));

    /// <summary>A scan with a known time, received an hour after it happened.</summary>
    public static ScanFact Scan(string code, double minutes, string carrier = "cainiao", Action<ScanFact>? with = null)
    {
        ScanFact fact = new()
        {
            Carrier = carrier,
            Code = code,
            Time = EventTimes.FromInstant(At(minutes), ""),
            ReceivedMs = Ms(minutes + 60),
        };
        with?.Invoke(fact);
        if (fact.Id == 0)
            fact.Id = ScanIds.Of(fact);
        return fact;
    }

    /// <summary>A scan that replaces another one.</summary>
    public static ScanFact Correction(ulong corrects, string code, double minutes) => Scan(code, minutes, with: fact => fact.Corrects = corrects);

    /// <summary>Word that another scan never happened.</summary>
    public static ScanFact Void(ulong corrects, double minutes) => Scan("Exception", minutes, with: fact =>
    {
        fact.SourceId = $"void of {corrects:x16} at {minutes}";
        fact.Corrects = corrects;
        fact.Void = true;
    });

    public static WindowRecord Window(double fromMinutes, double toMinutes, string source = "cainiao") =>
        new() { FromMs = Ms(fromMinutes), ToMs = Ms(toMinutes), Source = source };

    /// <summary>A scan whose local time is of an unknown zone.</summary>
    public static ScanFact Unzoned(string code, double minutes, Action<ScanFact>? with = null) => Scan(code, minutes, with: fact =>
    {
        fact.Time = EventTimes.FromUnknownZone(At(minutes).UtcDateTime, "");
        with?.Invoke(fact);
    });
}
