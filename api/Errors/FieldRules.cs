using System.Buffers;
using Google.Protobuf.WellKnownTypes;
using Shipments.Api.Limits;

namespace Shipments.Api.Errors;

/// <summary>The rules several fields share. Each adds a fault and answers false when the value breaks it. Characters are Unicode code points.</summary>
internal static class FieldRules
{
    private const string NameChars = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private static readonly SearchValues<char> NameSet = SearchValues.Create(NameChars);
    private static readonly SearchValues<char> IdSet = SearchValues.Create(NameChars + "ABCDEFGHIJKLMNOPQRSTUVWXYZ._");

    /// <summary>One line of text: at most so many characters, none of them a control character.</summary>
    internal static bool Line(FieldFaults faults, string field, string value, int charsMax) => Text(faults, field, value, charsMax, lines: false);

    /// <summary>Text that may have lines and tabs, and no other control characters.</summary>
    internal static bool Lines(FieldFaults faults, string field, string value, int charsMax) => Text(faults, field, value, charsMax, lines: true);

    /// <summary>A short name: 1 to so many of [a-z0-9-].</summary>
    internal static bool Name(FieldFaults faults, string field, string value, int charsMax)
    {
        if (value.Length > 0 && value.Length <= charsMax && !value.AsSpan().ContainsAnyExcept(NameSet))
            return true;
        faults.Add(field, value, $"must be 1 to {charsMax} characters of [a-z0-9-]");
        return false;
    }

    /// <summary>An id: 1 to so many of [A-Za-z0-9._-].</summary>
    internal static bool Id(FieldFaults faults, string field, string value, int charsMax)
    {
        if (IsId(value, charsMax))
            return true;
        faults.Add(field, value, $"must be 1 to {charsMax} characters of [A-Za-z0-9._-]");
        return false;
    }

    /// <summary>Whether a text is 1 to so many of [A-Za-z0-9._-].</summary>
    internal static bool IsId(ReadOnlySpan<char> value, int charsMax) =>
        value.Length > 0 && value.Length <= charsMax && !value.ContainsAnyExcept(IdSet);

    /// <summary>Empty, or two letters A to Z.</summary>
    internal static bool Country(FieldFaults faults, string field, string value)
    {
        if (value.Length == 0 || (value.Length == 2 && char.IsAsciiLetterUpper(value[0]) && char.IsAsciiLetterUpper(value[1])))
            return true;
        faults.Add(field, value, "must be a country code of ISO 3166-1: two letters A to Z");
        return false;
    }

    /// <summary>Empty, or a request id: at most 64 characters, no control characters.</summary>
    internal static bool RequestId(FieldFaults faults, string value) => Line(faults, "request_id", value, ApiLimits.RequestIdCharsMax);

    /// <summary>An instant in the proto's range, in milliseconds since 1970 UTC; below a millisecond is cut.</summary>
    internal static bool TryMilliseconds(Timestamp value, out long milliseconds)
    {
        milliseconds = 0;
        if (value.Seconds is < -62135596800 or > 253402300799 || value.Nanos is < 0 or > 999_999_999)
            return false;
        milliseconds = (value.Seconds * 1_000) + (value.Nanos / 1_000_000);
        return true;
    }

    /// <summary>An instant between 1980 and 2200, in milliseconds since 1970 UTC.</summary>
    internal static bool Instant(FieldFaults faults, string field, Timestamp value, out long milliseconds)
    {
        if (TryMilliseconds(value, out milliseconds)
            && milliseconds >= ApiLimits.InstantMin.ToUnixTimeMilliseconds() && milliseconds < ApiLimits.InstantMax.ToUnixTimeMilliseconds())
            return true;
        faults.Add(field, Shown(value), "must be a time from 1980 to 2199");
        return false;
    }

    /// <summary>A timestamp as an error shows it, valid or not.</summary>
    internal static string Shown(Timestamp value) =>
        TryMilliseconds(value, out long ms)
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)
            : $"seconds {value.Seconds}, nanos {value.Nanos}";

    private static bool Text(FieldFaults faults, string field, string value, int charsMax, bool lines)
    {
        if (value.Length == 0)
            return true;
        if (value.Length > charsMax && CodePoints(value) > charsMax)
        {
            faults.Add(field, value, $"must be at most {charsMax} characters");
            return false;
        }

        foreach (char letter in value)
        {
            if (letter is >= ' ' and < '\x7f')
                continue;
            if (char.IsControl(letter) && !(lines && (letter is '\n' or '\r' or '\t')))
            {
                faults.Add(field, value, "must have no control characters");
                return false;
            }
        }

        return true;
    }

    private static int CodePoints(string value)
    {
        int count = value.Length;
        foreach (char letter in value)
        {
            if (char.IsLowSurrogate(letter))
                count--;
        }

        return count;
    }
}
