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
    AcquireLease,
    RenewLease,
    ReleaseLease,
    OpenWriter,
    ReadShards,
    TakeShards,
    ReplaceWriter,
    HandOver,
}
