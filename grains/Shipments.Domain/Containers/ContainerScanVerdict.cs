namespace Shipments.Domain.Containers;

/// <summary>What became of a scan of a container.</summary>
/// <param name="ScanId">Its id.</param>
/// <param name="IsDuplicate">It was known already; nothing changed.</param>
/// <param name="Rejection">Why it was refused.</param>
/// <param name="Detail">When refused: a sentence.</param>
public readonly record struct ContainerScanVerdict(ulong ScanId, bool IsDuplicate, Rejection Rejection, string Detail);
