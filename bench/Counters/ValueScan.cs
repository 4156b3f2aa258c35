using System.Globalization;
using System.Text;

namespace Shipments.Bench.Counters;

/// <summary>
/// Finds the values of instruments in the trace of a process. The whole format of a trace is of no interest here: the event that tells a value is, in
/// one piece, the texts meter, version, instrument, unit, tags and then the numbers, each in UTF-16 and ended by a zero. So an instrument's name is
/// looked for, and the texts after it are read; where no number stands at the place of the value, it was another event. Takes the bytes as they
/// come. Not thread-safe.
/// </summary>
internal sealed class ValueScan
{
    /// <summary>Bytes kept at most: a piece that grew past it was no event, and is dropped.</summary>
    public const int KeptBytesMax = 1 << 20;

    private const int TextsOfCounter = 4;
    private const int TextsOfGauge = 3;
    private const int TextCharsMax = 512;

    private readonly (WatchedInstrument Instrument, byte[] Name)[] _sought;
    private readonly int _tail;
    private byte[] _kept = [];

    /// <summary>Makes one.</summary>
    /// <param name="instruments">What is looked for.</param>
    public ValueScan(IReadOnlyList<WatchedInstrument> instruments)
    {
        _sought = [.. instruments.Select(instrument => (instrument, Encoding.Unicode.GetBytes(instrument.Name + '\0')))];
        _tail = _sought.Max(sought => sought.Name.Length) - 1;
    }

    /// <summary>Takes the next bytes and gives the values that are whole now, in the order of the instruments.</summary>
    public IReadOnlyList<CounterValue> Take(ReadOnlySpan<byte> bytes)
    {
        byte[] all = [.. _kept, .. bytes];
        List<CounterValue> found = [];
        int unfinished = all.Length;
        int done = 0;
        foreach ((WatchedInstrument instrument, byte[] name) in _sought)
            unfinished = Math.Min(unfinished, Find(all, instrument, name, found, ref done));
        // A name may have come in part; one that is done with must not be found again.
        int from = Math.Min(unfinished, Math.Max(done, all.Length - _tail));
        _kept = all.Length - from > KeptBytesMax ? [] : all[from..];
        return found;
    }

    // Gives where the first one begins whose texts have not all come.
    private static int Find(byte[] all, WatchedInstrument instrument, byte[] name, List<CounterValue> found, ref int done)
    {
        for (int from = 0; all.AsSpan(from).IndexOf(name) is >= 0 and int at; from += at + name.Length)
        {
            string? text = Text(all, from + at + name.Length, instrument.IsGauge ? TextsOfGauge : TextsOfCounter);
            if (text is null)
                return from + at;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                found.Add(new CounterValue(instrument.Name, value));
            done = Math.Max(done, from + at + name.Length);
        }

        return all.Length;
    }

    // The n-th text from a place; null when it has not come whole; empty when what stands there is none.
    private static string? Text(byte[] all, int from, int n)
    {
        for (int text = 1; ; text++)
        {
            int end = from;
            while (end + 1 < all.Length && (all[end] != 0 || all[end + 1] != 0))
                end += sizeof(char);
            if (end - from > TextCharsMax * sizeof(char))
                return "";
            if (end + 1 >= all.Length)
                return null;
            if (text == n)
                return Encoding.Unicode.GetString(all, from, end - from);
            from = end + sizeof(char);
        }
    }
}
