using System.Globalization;
using System.Text.RegularExpressions;
using Shipments.Domain.Scans;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>
/// An event that is one line of text: "Out for Delivery, October 13, 2026, 8:36 am, CHICAGO, IL 60610", "October 6 6:49 am NOTICE LEFT BARTOW
/// FL 33830", "Your item was delivered at 6:50 am on October 6 in BARTOW FL 33830."
/// </summary>
internal sealed partial class TrackLine
{
    /// <summary>The line names no year: the last one in which the day was not yet to come was taken.</summary>
    public const string NoYear = "no-year";

    private const string NamedMonth =
        @"\b(?<month>Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sep(t(ember)?)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)"
        + @"\.? (?<day>[0-9]{1,2})";

    private const string NumberedMonth = @"\b(?<m>[0-9]{1,2})/(?<d>[0-9]{1,2})";
    private const string Year = "(,? (?<year>(19|20|21)[0-9]{2}))?";

    // A leap day comes again after eight years at the latest.
    private const int YearsBackMax = 8;

    private TrackLine(string text) => Text = text;

    public string Text { get; }

    public DateTime? Date { get; private init; }

    public TimeSpan? Time { get; private init; }

    public bool YearGuessed { get; private init; }

    /// <summary>The code of the event the line names; empty when none is known.</summary>
    public string Code { get; private init; } = "";

    public string City { get; private init; } = "";

    public string State { get; private init; } = "";

    public string Zip { get; private init; } = "";

    public static TrackLine Read(string line, DateTimeOffset receivedAt)
    {
        string text = PayloadText.CutVisibly(line, PayloadLimits.TextCharactersMax);
        Match date = DatePattern().Match(text);
        Match time = TimePattern().Match(text);
        Match place = PlacePattern().Match(text);
        int behind = Math.Max(date.Success ? date.Index + date.Length : 0, time.Success ? time.Index + time.Length : 0);
        string before = UspsEventNames.Code(text);
        bool known = place.Success && UspsZones.Of(place.Groups["state"].Value, "").Count > 0;
        return new TrackLine(text)
        {
            Date = date.Success ? DateOf(date, receivedAt) : null,
            Time = time.Success && UspsXmlTimes.TryTime($"{time.Groups["clock"].Value} {time.Groups["half"].Value}m", out TimeSpan clock) ? clock : null,
            YearGuessed = !date.Groups["year"].Success,
            Code = before.Length > 0 ? before : UspsEventNames.Code(text[behind..].TrimStart(' ', ',', '.')),
            City = known ? CityOf(text[..place.Index]) : "",
            State = known ? place.Groups["state"].Value : "",
            Zip = known ? place.Groups["zip"].Value : ZipPattern().Match(text).Groups["zip"].Value,
        };
    }

    private static DateTime? DateOf(Match match, DateTimeOffset receivedAt)
    {
        string day = match.Groups["month"].Success
            ? $"{match.Groups["month"].Value[..3]} {match.Groups["day"].Value}, "
            : $"{match.Groups["m"].Value}/{match.Groups["d"].Value}/";
        if (match.Groups["year"].Success)
            return UspsXmlTimes.TryDate(day + match.Groups["year"].Value, out DateTime stated) ? stated : null;

        // Somewhere it may be tomorrow already.
        if (!ZonedTimes.IsPlausible(receivedAt.UtcDateTime))
            return null;
        DateTime last = receivedAt.UtcDateTime + EventTimes.EastMost;
        for (int year = last.Year; year >= last.Year - YearsBackMax; year--)
        {
            if (UspsXmlTimes.TryDate(day + year.ToString(CultureInfo.InvariantCulture), out DateTime read) && read <= last)
                return read;
        }

        return null;
    }

    // Behind the last comma, or behind the last "in"; words of an event and of a city cannot be told apart without either.
    private static string CityOf(string before)
    {
        string text = before.TrimEnd(' ', ',');
        int comma = text.LastIndexOf(',');
        int inside = text.LastIndexOf(" in ", StringComparison.Ordinal);
        if (comma < 0 && inside < 0)
            return "";
        string city = comma > inside ? text[(comma + 1)..] : text[(inside + 4)..];
        return city.Any(char.IsDigit) ? "" : city.Trim();
    }

    [GeneratedRegex(
        NamedMonth + Year + @"\b|" + NumberedMonth + @"(/(?<year>(19|20|21)[0-9]{2}))?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"\b(?<clock>[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?) ?(?<half>[ap])\.?m\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"\b(?<state>[A-Z]{2})( (?<zip>[0-9]{5})(-[0-9]{4})?)?[ .]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"\b(?<zip>[0-9]{5})[ .]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ZipPattern();
}
