namespace Shipments.Storage;

/// <summary>
/// The statements of Orleans' ADO.NET clustering. Each change of a silo's row first raises the table's version, if it is the one the silo read,
/// and changes nothing else unless it did: one statement, so the two are one. When a silo began and when it last lived is written by the
/// database's clock, whatever the silo's own says: others compare it with theirs.
/// </summary>
internal static class PostgresOrleansMembership
{
    private const string Silo = "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string Columns = """
        v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime,
        m.IAmAliveTime, v.Version
        """;

    private const string InsertVersion = """
        WITH added AS (
          INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT (DeploymentId) DO NOTHING RETURNING 1)
        SELECT count(*)::integer FROM added;
        """;

    private const string Insert = $"""
        WITH raised AS (
          UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
          WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {Silo})
          RETURNING 1),
        added AS (
          INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
          SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
            shipments_clock(), shipments_clock()
          FROM raised RETURNING 1)
        SELECT count(*)::integer FROM added;
        """;

    private const string Update = $"""
        WITH raised AS (
          UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
          WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {Silo})
          RETURNING 1),
        changed AS (
          UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = CAST(@SuspectTimes AS varchar),
            IAmAliveTime = shipments_clock()
          WHERE {Silo} AND EXISTS (SELECT 1 FROM raised) RETURNING 1)
        SELECT count(*)::integer FROM changed;
        """;

    private const string Heartbeat =
        $"UPDATE OrleansMembershipTable SET IAmAliveTime = shipments_clock() WHERE {Silo};";

    private const string ReadRow = $"""
        SELECT {Columns} FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m
          ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
        WHERE v.DeploymentId = @DeploymentId;
        """;

    private const string ReadAll = $"""
        SELECT {Columns} FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
        WHERE v.DeploymentId = @DeploymentId;
        """;

    private const string Gateways = """
        SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
        """;

    private const string DeleteAll = """
        DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
        DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;
        """;

    /// <summary>Only the dead: 6 is the number Orleans gives them.</summary>
    private const string DeleteDefunct = """
        DELETE FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND IAmAliveTime < CAST(@IAmAliveTime AS timestamptz) AND Status = 6;
        """;

    /// <summary>One dead row, if it is still as it was read.</summary>
    private const string DeleteDefunctRow = $"""
        DELETE FROM OrleansMembershipTable
        WHERE {Silo} AND Status = 6 AND StartTime = CAST(@StartTime AS timestamptz) AND IAmAliveTime = CAST(@IAmAliveTime AS timestamptz)
          AND coalesce(SuspectTimes, '') = coalesce(CAST(@SuspectTimes AS varchar), '');
        """;

    /// <summary>Every statement by its name.</summary>
    public static IReadOnlyDictionary<string, string> Queries { get; } = new Dictionary<string, string>
    {
        ["InsertMembershipVersionKey"] = InsertVersion,
        ["InsertMembershipKey"] = Insert,
        ["UpdateMembershipKey"] = Update,
        ["UpdateIAmAlivetimeKey"] = Heartbeat,
        ["MembershipReadRowKey"] = ReadRow,
        ["MembershipReadAllKey"] = ReadAll,
        ["GatewaysQueryKey"] = Gateways,
        ["DeleteMembershipTableEntriesKey"] = DeleteAll,
        ["CleanupDefunctSiloEntriesKey"] = DeleteDefunct,
        ["CleanupDefunctSiloEntryKey"] = DeleteDefunctRow,
    };
}
