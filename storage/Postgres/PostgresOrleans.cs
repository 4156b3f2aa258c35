namespace Shipments.Storage;

/// <summary>
/// The tables of Orleans' ADO.NET grain storage and clustering, and the statements that its providers read by name. A grain's row has a unique
/// key; a conflict answers the version that was given.
/// </summary>
internal static class PostgresOrleans
{
    public const string Tables = """
        CREATE TABLE OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText varchar(8000) NOT NULL);
        CREATE TABLE OrleansStorage (
          GrainIdHash integer NOT NULL, GrainIdN0 bigint NOT NULL, GrainIdN1 bigint NOT NULL, GrainTypeHash integer NOT NULL,
          GrainTypeString varchar(512) NOT NULL, GrainIdExtensionString varchar(512) NULL, ServiceId varchar(150) NOT NULL,
          PayloadBinary bytea NULL, ModifiedOn timestamp NOT NULL, Version integer NOT NULL);
        CREATE UNIQUE INDEX OrleansStorageKey ON OrleansStorage (
          GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, coalesce(GrainIdExtensionString, ''), ServiceId);
        CREATE TABLE OrleansMembershipVersionTable (
          DeploymentId varchar(150) PRIMARY KEY, Timestamp timestamptz(3) NOT NULL DEFAULT now(), Version integer NOT NULL DEFAULT 0);
        CREATE TABLE OrleansMembershipTable (
          DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable (DeploymentId), Address varchar(45) NOT NULL,
          Port integer NOT NULL, Generation integer NOT NULL, SiloName varchar(150) NOT NULL, HostName varchar(150) NOT NULL,
          Status integer NOT NULL, ProxyPort integer NULL, SuspectTimes varchar(8000) NULL, StartTime timestamptz(3) NOT NULL,
          IAmAliveTime timestamptz(3) NOT NULL, PRIMARY KEY (DeploymentId, Address, Port, Generation));
        """;

    /// <summary>Writes a statement over an older one.</summary>
    public const string SaveStatement = """
        INSERT INTO OrleansQuery (QueryKey, QueryText) SELECT * FROM unnest($1::text[], $2::text[])
        ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText WHERE OrleansQuery.QueryText <> excluded.QueryText
        """;

    private const string Key = """
        GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND GrainTypeString = @GrainTypeString
        AND coalesce(GrainIdExtensionString, '') = coalesce(CAST(@GrainIdExtensionString AS varchar), '') AND ServiceId = @ServiceId
        """;

    private const string Given = "CAST(@GrainStateVersion AS integer)";

    /// <summary>The new version, or the one that was given when nothing was done.</summary>
    private const string Answer = $"""
        SELECT Version AS NewGrainStateVersion FROM done
        UNION ALL SELECT {Given} WHERE NOT EXISTS (SELECT 1 FROM done);
        """;

    /// <summary>A first write inserts or does nothing; a later one updates the row that has its version, or does nothing.</summary>
    private const string Write = $"""
        WITH added AS (
          INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
            PayloadBinary, ModifiedOn, Version)
          SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, CAST(@GrainIdExtensionString AS varchar), @ServiceId,
            CAST(@PayloadBinary AS bytea), now() AT TIME ZONE 'UTC', 1
          WHERE {Given} IS NULL
          ON CONFLICT DO NOTHING RETURNING Version),
        changed AS (
          UPDATE OrleansStorage SET PayloadBinary = CAST(@PayloadBinary AS bytea), ModifiedOn = now() AT TIME ZONE 'UTC', Version = Version + 1
          WHERE {Key} AND Version = {Given} RETURNING Version),
        done AS (SELECT Version FROM added UNION ALL SELECT Version FROM changed)
        {Answer}
        """;

    private const string Read = $"SELECT PayloadBinary, Version FROM OrleansStorage WHERE {Key};";

    private const string Clear = $"""
        WITH done AS (
          UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = now() AT TIME ZONE 'UTC', Version = Version + 1
          WHERE {Key} AND Version = {Given} RETURNING Version)
        {Answer}
        """;

    private const string Delete = $"""
        WITH done AS (DELETE FROM OrleansStorage WHERE {Key} AND Version = {Given} RETURNING Version + 1 AS Version)
        {Answer}
        """;

    /// <summary>Every statement by its name.</summary>
    public static IReadOnlyDictionary<string, string> Queries { get; } = new Dictionary<string, string>(PostgresOrleansMembership.Queries)
    {
        ["WriteToStorageKey"] = Write,
        ["ReadFromStorageKey"] = Read,
        ["ClearStorageKey"] = Clear,
        ["DeleteStorageKey"] = Delete,
    };

    /// <summary>The same as a script.</summary>
    public static string Statements => string.Join("\n", Queries.OrderBy(query => query.Key, StringComparer.Ordinal).Select(query =>
        $"INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('{query.Key}', '{query.Value.Replace("'", "''", StringComparison.Ordinal)}');"));
}
