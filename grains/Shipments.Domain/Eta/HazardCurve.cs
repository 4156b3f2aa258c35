namespace Shipments.Domain.Eta;

/// <summary>
/// How the time from a point to the first attempt is spread: for each bucket of age the hazard of being tried within it, that is minus the
/// logarithm of the share that is not. Immutable and thread-safe.
/// </summary>
internal sealed class HazardCurve
{
    // Sum up to the begin of each bucket, and at last to the end: _sums[i + 1] - _sums[i] is the hazard of bucket i.
    private readonly float[] _sums = new float[EtaBuckets.Count + 1];

    /// <param name="shares">Of those who wait at the begin of each bucket, the share that is tried within it.</param>
    /// <param name="last">The last bucket in which anybody was tried. Who waits longer is as good as lost, and is no first attempt.</param>
    public HazardCurve(ReadOnlySpan<double> shares, int last)
    {
        Last = last;
        double sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            sum -= Math.Log(1 - Math.Clamp(shares[i], 0, 0.999));
            _sums[i + 1] = (float)sum;
        }
    }

    /// <summary>The last bucket in which anybody was tried.</summary>
    public int Last { get; }

    /// <summary>The hazard up to the end of <see cref="Last"/>.</summary>
    public double Whole => _sums[Last + 1];

    /// <summary>The hazard up to an age.</summary>
    /// <param name="ageMs">The age.</param>
    /// <param name="bucket">Its bucket.</param>
    public double UpTo(double ageMs, int bucket)
    {
        double from = EtaBuckets.FromMs(bucket);
        double part = Math.Clamp((ageMs - from) / (EtaBuckets.ToMs(bucket) - from), 0, 1);
        return _sums[bucket] + (part * (_sums[bucket + 1] - _sums[bucket]));
    }

    /// <summary>The age up to which there is so much hazard; that of the end of <see cref="Last"/> where there is less.</summary>
    /// <param name="hazard">The hazard; above 0.</param>
    /// <param name="startMs">No earlier age is meant.</param>
    public double AgeAt(double hazard, double startMs)
    {
        int end = Array.BinarySearch(_sums, 0, Last + 2, (float)hazard);
        end = end < 0 ? ~end : end;
        if (end > Last + 1)
            return EtaBuckets.ToMs(Last);
        int bucket = Math.Max(0, end - 1);
        double from = EtaBuckets.FromMs(bucket);
        double begin = _sums[bucket];
        if (startMs > from)
            (from, begin) = (startMs, UpTo(startMs, bucket));
        double whole = 1 - Math.Exp(begin - _sums[bucket + 1]);

        // Within a bucket those who are tried are spread evenly, also where nobody is left at its end.
        double part = whole <= 0 ? 1 : Math.Clamp((1 - Math.Exp(begin - hazard)) / whole, 0, 1);
        return from + ((EtaBuckets.ToMs(bucket) - from) * part);
    }
}
