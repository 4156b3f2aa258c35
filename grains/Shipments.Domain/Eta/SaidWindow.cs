using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>
/// The first window that was said of a parcel at a point, packed into 44 bits: its times as <see cref="LogBuckets"/> counted from when the point
/// was reached. It is written in entries: fixed for ever.
/// </summary>
/// <param name="Bits">The packed window; 0 for none.</param>
internal readonly record struct SaidWindow(ulong Bits)
{
    private const int BucketBits = 10;
    private const int PointBits = 4;

    /// <summary>Packs a window.</summary>
    public SaidWindow(in EtaWindow window, long saidMs)
        : this((ulong)window.Point | Pack(saidMs, window, 0) | Pack(window.RawP50Ms, window, 1) | Pack(window.RawP80Ms, window, 2) | Pack(window.P80Ms, window, 3))
    {
    }

    public EtaPoint Point => (EtaPoint)(Bits & ((1 << PointBits) - 1));

    /// <summary>When it was said, from the point on, within 1 %.</summary>
    public double SaidAfterMs => Unpack(0);

    public double RawP50AfterMs => Unpack(1);

    public double RawP80AfterMs => Unpack(2);

    public double P80AfterMs => Unpack(3);

    private static ulong Pack(long atMs, in EtaWindow window, int place) =>
        (ulong)LogBuckets.Of(Math.Max(0, atMs - window.SinceMs)) << (PointBits + (place * BucketBits));

    private double Unpack(int place) =>
        LogBuckets.ValueMs(Math.Min((int)((Bits >> (PointBits + (place * BucketBits))) & ((1 << BucketBits) - 1)), LogBuckets.Count - 1));
}
