namespace Shipments.Domain.Lanes;

/// <summary>
/// The place of one count of a lane, packed into 48 bits so that cells sort by measure, then week, then part, then bucket. Fixed for ever: it is
/// written in states.
/// </summary>
/// <param name="Bits">The packed place.</param>
public readonly record struct LaneCell(ulong Bits) : IComparable<LaneCell>
{
    /// <summary>The week that holds everything older than the lane keeps apart.</summary>
    public const int OlderWeek = 0;

    /// <summary>Packs a place.</summary>
    /// <param name="measure">What is counted.</param>
    /// <param name="week">Of what week, see <see cref="LaneWeeks"/>; 0 where weeks are not told apart.</param>
    /// <param name="part">A leg, a phase or a kind of the measure; 0 to 255.</param>
    /// <param name="bucket">A bucket, a day or a phase; 0 to 65,535.</param>
    public LaneCell(LaneMeasure measure, int week, int part, int bucket)
        : this(((ulong)measure << 40) | ((ulong)(ushort)week << 24) | ((ulong)(byte)part << 16) | (ushort)bucket)
    {
    }

    /// <summary>What is counted.</summary>
    public LaneMeasure Measure => (LaneMeasure)(byte)(Bits >> 40);

    /// <summary>Of what week.</summary>
    public int Week => (ushort)(Bits >> 24);

    /// <summary>The kind within the measure.</summary>
    public int Part => (byte)(Bits >> 16);

    /// <summary>The bucket within the part.</summary>
    public int Bucket => (ushort)Bits;

    /// <summary>The same place in another week.</summary>
    /// <param name="week">The week.</param>
    public LaneCell InWeek(int week) => new((Bits & ~(0xFFFFUL << 24)) | ((ulong)(ushort)week << 24));

    /// <inheritdoc/>
    public int CompareTo(LaneCell other) => Bits.CompareTo(other.Bits);

    /// <summary>Whether a place comes before another.</summary>
    public static bool operator <(LaneCell left, LaneCell right) => left.Bits < right.Bits;

    /// <summary>Whether a place comes after another.</summary>
    public static bool operator >(LaneCell left, LaneCell right) => left.Bits > right.Bits;

    /// <summary>Whether a place comes before another or is the same.</summary>
    public static bool operator <=(LaneCell left, LaneCell right) => left.Bits <= right.Bits;

    /// <summary>Whether a place comes after another or is the same.</summary>
    public static bool operator >=(LaneCell left, LaneCell right) => left.Bits >= right.Bits;
}
