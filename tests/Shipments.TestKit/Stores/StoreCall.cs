namespace Shipments.TestKit;

/// <summary>The calls of a store that faults can be planned for.</summary>
internal enum StoreCall
{
    Commit,
    HasBlock,
    ReadBlocks,
    Trim,
    LoadRows,
    WriteRows,
    ReadCursor,
    SaveCursor,
    ClaimDue,
    PutOffDue,
    ReadParcels,
    AcquireLease,
    RenewLease,
    ReleaseLease,
    OpenWriter,
    ReadShards,
    TakeShards,
    ReplaceWriter,
    HandOver,
}
