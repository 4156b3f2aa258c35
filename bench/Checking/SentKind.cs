namespace Shipments.Bench.Checking;

/// <summary>What answer a scan is owed.</summary>
internal enum SentKind
{
    /// <summary>Sent once: it is recorded.</summary>
    New,

    /// <summary>Acknowledged before: it is a duplicate and changes nothing.</summary>
    Again,

    /// <summary>Under a number of nobody: it is held.</summary>
    OfNobody,
}
