namespace Shipments.Storage;

/// <summary>
/// The tables and statements that Orleans' ADO.NET grain storage reads by name, in state.db so that they roll back only together with the
/// rows and cursors. A row's key is unique; a conflict answers the version that was given, and nothing else.
/// </summary>
internal static class OrleansTables
{
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS OrleansStorage (
          GrainIdHash INT NOT NULL, GrainIdN0 BIGINT NOT NULL, GrainIdN1 BIGINT NOT NULL, GrainTypeHash INT NOT NULL,
          GrainTypeString TEXT NOT NULL, GrainIdExtensionString TEXT NULL, ServiceId TEXT NOT NULL, PayloadBinary BLOB NULL,
          ModifiedOn DATETIME NOT NULL, Version INT NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS OrleansStorageKey ON OrleansStorage (
          GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ifnull(GrainIdExtensionString, ''), ServiceId);
        """;

    private const string Key = """
        GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND GrainTypeString = @GrainTypeString AND ifnull(GrainIdExtensionString, '') = ifnull(@GrainIdExtensionString, '')
        AND ServiceId = @ServiceId
        """;

    private const string Unchanged = "SELECT @GrainStateVersion AS NewGrainStateVersion WHERE changes() = 0;";

    /// <summary>
    /// A first write inserts; where the row exists it does nothing. A later write updates the row that has its version; where there is none
    /// it does nothing. One statement, so that no other connection comes between.
    /// </summary>
    public const string Write = $"""
        INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
          PayloadBinary, ModifiedOn, Version)
        SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId,
          @PayloadBinary, datetime('now'), 1
        WHERE @GrainStateVersion IS NULL
          OR EXISTS (SELECT 1 FROM OrleansStorage WHERE {Key} AND Version = @GrainStateVersion)
        ON CONFLICT (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ifnull(GrainIdExtensionString, ''), ServiceId)
        DO UPDATE SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = Version + 1
        WHERE Version = @GrainStateVersion
        RETURNING Version AS NewGrainStateVersion;
        {Unchanged}
        """;

    public const string Read = $"SELECT PayloadBinary, Version FROM OrleansStorage WHERE {Key};";

    public const string Clear = $"""
        UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = datetime('now'), Version = Version + 1
        WHERE {Key} AND Version = @GrainStateVersion
        RETURNING Version AS NewGrainStateVersion;
        {Unchanged}
        """;

    public const string Delete = $"""
        DELETE FROM OrleansStorage WHERE {Key} AND Version = @GrainStateVersion
        RETURNING Version + 1 AS NewGrainStateVersion;
        {Unchanged}
        """;

    /// <summary>Makes the tables and writes the statements of this program over older ones.</summary>
    public static void Create(SqliteSession session)
    {
        session.Execute(Tables);
        foreach ((string key, string text) in (ReadOnlySpan<(string, string)>)
            [("WriteToStorageKey", Write), ("ReadFromStorageKey", Read), ("ClearStorageKey", Clear), ("DeleteStorageKey", Delete)])
        {
            session.Statement("""
                INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES (@0, @1)
                ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText
                """).Bind(0, key).Bind(1, text).Run();
        }
    }
}
