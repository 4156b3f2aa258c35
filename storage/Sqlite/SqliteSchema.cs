namespace Shipments.Storage;

/// <summary>The tables, as statements that do nothing where a table exists.</summary>
internal static class SqliteSchema
{
    /// <summary>A block's place is one number, so that one tree serves appending, reading and trimming: shard × 2^53 + first seq.</summary>
    public const int SeqBits = 53;

    public const long SeqMax = (1L << SeqBits) - 1;

    public const string Journal = """
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS leases (
          id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL, length_ms INTEGER NOT NULL, since_ms INTEGER NOT NULL,
          until_ms INTEGER NOT NULL, formats TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS writers (
          id INTEGER PRIMARY KEY AUTOINCREMENT, lease INTEGER NOT NULL, live INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS owners (
          shard INTEGER PRIMARY KEY, writer INTEGER NOT NULL DEFAULT 0, trimmed INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS formats (name TEXT PRIMARY KEY, format INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS journal (
          place INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL, writer INTEGER NOT NULL, at_ms INTEGER NOT NULL, block BLOB NOT NULL);
        """;

    public const string State = """
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS shards (shard INTEGER PRIMARY KEY, low_water INTEGER NOT NULL DEFAULT 1);
        CREATE TABLE IF NOT EXISTS actors (
          key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, format INTEGER NOT NULL, state BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS parcels (
          tenant TEXT NOT NULL, parcel_id TEXT NOT NULL, phase INTEGER NOT NULL, lane TEXT NOT NULL, flags INTEGER NOT NULL,
          created_ms INTEGER NOT NULL, last_event_ms INTEGER NOT NULL, eta_ms INTEGER NOT NULL,
          PRIMARY KEY (tenant, parcel_id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS due (
          key TEXT PRIMARY KEY, shard INTEGER NOT NULL, due_ms INTEGER NOT NULL, claimed_ms INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS due_next ON due (max(due_ms, claimed_ms));
        CREATE TABLE IF NOT EXISTS cursors (
          consumer TEXT NOT NULL, shard INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (consumer, shard)) WITHOUT ROWID;
        """;

    /// <summary>What schema 2 adds to state.db: the orders of lists.</summary>
    public const string StateOrders = """
        CREATE INDEX IF NOT EXISTS parcels_created ON parcels (tenant, created_ms, parcel_id);
        CREATE INDEX IF NOT EXISTS parcels_last_event ON parcels (tenant, last_event_ms, parcel_id);
        """;

    /// <summary>The place of a block.</summary>
    public static long Place(int shard, long seq) => ((long)shard << SeqBits) | seq;

    /// <summary>The last place a shard can have. A bound from the next shard's first place would be negative for shard 1,023.</summary>
    public static long LastPlace(int shard) => Place(shard, SeqMax);

    /// <summary>The seq of a place.</summary>
    public static long SeqOf(long place) => place & SeqMax;
}
