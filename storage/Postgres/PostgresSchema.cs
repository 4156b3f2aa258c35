namespace Shipments.Storage;

/// <summary>The tables of a PostgreSQL database. They lie in the first schema of the role's search_path.</summary>
public static class PostgresSchema
{
    /// <summary>
    /// Makes everything in an empty database: tables, functions, the first partition's table of contents, and the tables and statements of
    /// Orleans. For those who do not let the silo's role make tables: run it as the tables' owner, in one transaction; the silo then needs
    /// SELECT, INSERT, UPDATE and DELETE on all of them, and nothing else: partitions are added and dropped by functions that run as the owner.
    /// </summary>
    public static string Script { get; } = string.Join(
        "\n", Tables, PostgresFunctions.Clock, PostgresFunctions.Fence, PostgresFunctions.Ownership, PostgresFunctions.Leases,
        PostgresPartitions.Functions, Journal, PostgresOrleans.Tables, PostgresOrleans.Statements, Done);

    /// <summary>Adds what an older program of the same schema did not make; those programs do not look at it.</summary>
    internal const string Expand = """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'leases'::regclass AND attname = 'leaving' AND NOT attisdropped) THEN
            ALTER TABLE leases ADD COLUMN leaving boolean NOT NULL DEFAULT false;
          END IF;
          IF (SELECT attstorage FROM pg_attribute WHERE attrelid = 'actors'::regclass AND attname = 'state') <> 'e' THEN
            ALTER TABLE actors ALTER COLUMN state SET STORAGE EXTERNAL;
            ALTER TABLE actors SET (toast_tuple_target = 8160);
          END IF;
        END $$;
        """;

    /// <summary>One after another: who makes or changes tables holds it.</summary>
    internal const long SchemaLock = 0x5348_4950_0001;

    /// <summary>
    /// Who owns a shard stands apart from its low water: a flush must never hold up a take-over. <c>writers</c> has no lease in it and no
    /// foreign key, so that a renewal never waits for a commit. States stay in their rows as they are up to 8 KB: PostgreSQL's own compression of a
    /// row above 2 KB takes as long as all else about it.
    /// </summary>
    private const string Tables = """
        CREATE TABLE meta (name text PRIMARY KEY, value text NOT NULL);
        CREATE TABLE formats (name text PRIMARY KEY, format integer NOT NULL);
        CREATE TABLE leases (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, address text NOT NULL, length interval NOT NULL,
          since timestamptz NOT NULL, until timestamptz NOT NULL, formats jsonb NOT NULL, leaving boolean NOT NULL DEFAULT false) WITH (fillfactor = 50);
        CREATE TABLE writers (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, silo bigint NOT NULL, pid integer NOT NULL,
          backend_start timestamptz NOT NULL, opened timestamptz NOT NULL, live boolean NOT NULL) WITH (fillfactor = 50);
        CREATE INDEX writers_of_silo ON writers (silo) WHERE live;
        CREATE TABLE owners (shard integer PRIMARY KEY, writer bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
        CREATE INDEX owners_of_writer ON owners (writer) WHERE writer <> 0;
        CREATE TABLE shards (
          shard integer PRIMARY KEY, low_water bigint NOT NULL DEFAULT 1, trim_to bigint NOT NULL DEFAULT 0,
          trimmed bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
        CREATE TABLE cursors (
          consumer text COLLATE "C" NOT NULL, shard integer NOT NULL, seq bigint NOT NULL,
          PRIMARY KEY (consumer, shard)) WITH (fillfactor = 50);
        CREATE TABLE actors (
          key text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, format integer NOT NULL, state bytea NOT NULL) WITH (fillfactor = 85, toast_tuple_target = 8160);
        ALTER TABLE actors ALTER COLUMN state SET STORAGE EXTERNAL;
        CREATE TABLE parcels (
          tenant text COLLATE "C" NOT NULL, parcel_id text COLLATE "C" NOT NULL, phase integer NOT NULL, lane text COLLATE "C" NOT NULL,
          flags bigint NOT NULL, created_ms bigint NOT NULL, last_event_ms bigint NOT NULL, eta_ms bigint NOT NULL,
          PRIMARY KEY (tenant, parcel_id)) WITH (fillfactor = 85);
        CREATE INDEX parcels_created ON parcels (tenant, created_ms, parcel_id);
        CREATE INDEX parcels_last_event ON parcels (tenant, last_event_ms, parcel_id);
        CREATE TABLE due (
          key text COLLATE "C" PRIMARY KEY, shard integer NOT NULL, due_ms bigint NOT NULL, claimed_ms bigint NOT NULL DEFAULT 0);
        CREATE INDEX due_next ON due (shard, greatest(due_ms, claimed_ms), key);
        CREATE TABLE journal_parts (name text PRIMARY KEY, lower timestamptz NOT NULL, upper timestamptz NOT NULL);
        """;

    /// <summary>
    /// Uniqueness comes from the fence: an index of a partitioned table cannot promise it. Blocks are stored as they are: what compresses
    /// them costs more processor time than the disk it saves, and up to 8 KB they stay in the row.
    /// </summary>
    private const string Journal = """
        CREATE TABLE journal (
          at timestamptz NOT NULL DEFAULT shipments_clock(), first_seq bigint NOT NULL, last_seq bigint NOT NULL, writer bigint NOT NULL,
          shard integer NOT NULL, block bytea NOT NULL) PARTITION BY RANGE (at);
        ALTER TABLE journal ALTER COLUMN block SET STORAGE EXTERNAL;
        CREATE INDEX journal_place ON journal (shard, first_seq);
        """;

    private const string Done = """
        INSERT INTO meta (name, value) VALUES ('schema_version', '2'), ('database_id', replace(gen_random_uuid()::text, '-', ''));
        """;
}
