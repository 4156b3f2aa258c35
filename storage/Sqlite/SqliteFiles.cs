using System.Globalization;

namespace Shipments.Storage;

/// <summary>Opens the two files, makes them where they are new, and refuses a pair that does not belong together.</summary>
internal static class SqliteFiles
{
    public static string JournalPath(string folder) => Path.Combine(folder, "journal.db");

    public static string StatePath(string folder) => Path.Combine(folder, "state.db");

    /// <summary>The journal is made first and its id is then given to the state file, so a crash between the two leaves an empty journal.</summary>
    public static StoreIdentity OpenJournal(SqliteSession journal, int shardCount)
    {
        journal.Execute(SqliteSchema.Journal);
        return journal.InTransaction(() =>
        {
            if (Meta(journal, "database_id") is null)
            {
                SetMeta(journal, "schema_version", StoreIdentity.SchemaVersionMax);
                SetMeta(journal, "shard_count", shardCount);
                for (int shard = 0; shard < shardCount; shard++)
                    journal.Statement("INSERT INTO owners (shard) VALUES (@0)").Bind(0, shard).Run();
                journal.Statement("INSERT INTO meta (name, value) VALUES ('database_id', lower(hex(randomblob(16))))").Run();
            }

            return Raised(journal, Identity(journal, "journal.db"));
        });
    }

    /// <summary>Checks the state file against the journal, or makes it where neither file has anything to lose.</summary>
    public static int OpenState(SqliteSession state, StoreIdentity identity, IReadOnlyList<ShardRow> shards)
    {
        state.Execute(SqliteSchema.State);
        OrleansTables.Create(state);
        bool isMade = state.InTransaction(() =>
        {
            string? id = Meta(state, "database_id");
            if (id is null)
            {
                if (shards.Any(shard => shard.Head > 0))
                    throw new StoreRefusedException("state.db is missing and journal.db is not empty. Restore the state.db that belongs to it.");
                SetMeta(state, "schema_version", identity.SchemaVersion);
                SetMeta(state, "shard_count", identity.ShardCount);
                SetMeta(state, "database_id", identity.DatabaseId);
                for (int shard = 0; shard < identity.ShardCount; shard++)
                    state.Statement("INSERT INTO shards (shard) VALUES (@0)").Bind(0, shard).Run();
            }
            else
            {
                StoreIdentity found = Identity(state, "state.db");
                RefuseUnlessTogether(found, identity, SqliteStateFile.LowWaters(state), shards);
                Raised(state, found);
            }

            state.Execute(SqliteSchema.StateOrders);
            return id is null;
        });
        // Synced before the journal takes its first entry: a power loss that took the identity away would look like a missing file.
        if (isMade)
            state.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return 0;
    }

    /// <summary>
    /// A schema only adds, so a file of an older one is raised when it is opened. The two files are raised one after the other; a start that
    /// dies between them finds one of each, and raises the other.
    /// </summary>
    private static StoreIdentity Raised(SqliteSession session, StoreIdentity found)
    {
        if (found.SchemaVersion == StoreIdentity.SchemaVersionMax)
            return found;
        session.Statement("UPDATE meta SET value = @0 WHERE name = 'schema_version'").Bind(0, StoreIdentity.SchemaVersionMax).Run();
        return found with { SchemaVersion = StoreIdentity.SchemaVersionMax };
    }

    private static void RefuseUnlessTogether(
        StoreIdentity state, StoreIdentity journal, Dictionary<int, long> lowWaters, IReadOnlyList<ShardRow> shards)
    {
        if (state.DatabaseId != journal.DatabaseId)
        {
            throw new StoreRefusedException(
                $"journal.db is of database {journal.DatabaseId} and state.db of {state.DatabaseId}: restore two files that belong together.");
        }

        foreach (ShardRow shard in shards)
        {
            long low = lowWaters.GetValueOrDefault(shard.Shard, 1);
            if (low > shard.Head + 1)
            {
                throw new StoreRefusedException(
                    $"state.db has all entries of shard {shard.Shard} below {low}, and journal.db ends at {shard.Head}: journal.db is an older copy.");
            }

            if (low <= shard.TrimmedTo)
            {
                throw new StoreRefusedException(
                    $"state.db lacks entries of shard {shard.Shard} from {low}, and journal.db is trimmed to {shard.TrimmedTo}: state.db is an older copy.");
            }
        }
    }

    private static StoreIdentity Identity(SqliteSession session, string file)
    {
        int version = int.Parse(Meta(session, "schema_version") ?? "0", CultureInfo.InvariantCulture);
        if (version is 0 or > StoreIdentity.SchemaVersionMax)
            throw new StoreRefusedException($"{file} has schema {version}; this program reads 1 to {StoreIdentity.SchemaVersionMax}.");
        int shards = int.Parse(Meta(session, "shard_count")!, CultureInfo.InvariantCulture);
        return new StoreIdentity(Meta(session, "database_id")!, shards, version);
    }

    private static string? Meta(SqliteSession session, string name) =>
        session.Statement("SELECT value FROM meta WHERE name = @0").Bind(0, name).List(row => row.GetString(0)) is [string value] ? value : null;

    private static void SetMeta(SqliteSession session, string name, object value) =>
        session.Statement("INSERT INTO meta (name, value) VALUES (@0, @1)").Bind(0, name).Bind(1, value).Run();
}
