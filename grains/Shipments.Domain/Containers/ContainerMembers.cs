using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>What is in a container when. The last move at or before a time decides; of a load and an unload at one time the unload.</summary>
public static class ContainerMembers
{
    /// <summary>What the id of a parcel begins with.</summary>
    public const string ParcelPrefix = "parcel/";

    /// <summary>What the id of a container begins with.</summary>
    public const string ContainerPrefix = "container/";

    /// <summary>What the id of a tracking number begins with.</summary>
    public const string NumberPrefix = "number/";

    internal static long Move(long atMs, bool isOut) => (atMs * 2) + (isOut ? 1 : 0);

    /// <summary>When a move was, in milliseconds since 1970 UTC.</summary>
    public static long TimeOf(long move) => move >> 1;

    /// <summary>Whether a move took out.</summary>
    public static bool IsOut(long move) => (move & 1) == 1;

    internal static bool IsIn(RepeatedField<long> moves, long atMs)
    {
        bool isIn = false;
        foreach (long move in moves)
        {
            if (TimeOf(move) > atMs)
                break;
            isIn = !IsOut(move);
        }

        return isIn;
    }

    /// <summary>Whether it is in since its last move.</summary>
    public static bool IsInNow(ContainerMember member) => member.Moves.Count > 0 && !IsOut(member.Moves[^1]);

    /// <summary>Whether a scan is a member's: it counts, and the member was in at its time.</summary>
    internal static bool Has(ContainerMember member, ContainerScan scan) => !scan.Withdrawn && IsIn(member.Moves, scan.Fact.Time?.UtcMs ?? 0);

    /// <summary>Whether a member was told of the scan at a place, and was not told since that it is not its own.</summary>
    internal static bool IsTold(ContainerMember member, int scan) =>
        scan / 8 < member.Told.Length && (member.Told[scan / 8] & (1 << (scan % 8))) != 0;

    internal static int TimesWithdrawn(ContainerMember member, int scan)
    {
        foreach (ScanWithdrawals withdrawals in member.Withdrawals)
        {
            if (withdrawals.Scan == scan)
                return withdrawals.Times;
        }

        return 0;
    }

    /// <summary>Whether it has to be told when it was in. Only parcels keep that.</summary>
    internal static bool IsOwedMoves(ContainerMember member) =>
        member.Id.StartsWith(ParcelPrefix, StringComparison.Ordinal) && !member.Moves.Equals(member.ToldMoves);

    /// <summary>Whether it has to be told when it was in, of a scan, or that one is not its own.</summary>
    internal static bool IsOwed(ContainerMember member, RepeatedField<ContainerScan> scans)
    {
        if (IsOwedMoves(member))
            return true;
        for (int scan = 0; scan < scans.Count; scan++)
        {
            if (Has(member, scans[scan]) != IsTold(member, scan))
                return true;
        }

        return false;
    }

    /// <summary>A member's resource name.</summary>
    public static string NameOf(ContainerMember member)
    {
        int slash = member.Id.IndexOf('/', StringComparison.Ordinal);
        string collection = member.Id[..(slash + 1)] switch
        {
            ParcelPrefix => "parcels/",
            NumberPrefix => "trackingNumbers/",
            _ => "containers/",
        };
        return collection + member.Id[(slash + 1)..];
    }
}
