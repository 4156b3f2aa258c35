namespace Shipments.Storage;

/// <summary>What a PostgreSQL database is.</summary>
/// <param name="Store">As every store says it.</param>
/// <param name="Timeline">The timeline it was on when it was opened: eight hexadecimal digits.</param>
internal sealed record PostgresIdentity(StoreIdentity Store, string Timeline);
