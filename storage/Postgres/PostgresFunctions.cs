namespace Shipments.Storage;

/// <summary>
/// What must happen whole, in one statement of the client: a silo that is paused between two statements would hold locks that all others wait
/// for. All are VOLATILE, so each statement in them has a new snapshot. Order of locks: leases, writers by id, owners.
/// </summary>
internal static class PostgresFunctions
{
    /// <summary>One clock for leases and ages.</summary>
    public const string Clock = """
        CREATE FUNCTION shipments_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';
        CREATE FUNCTION shipments_timeline() RETURNS text LANGUAGE sql VOLATILE AS 'SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8)';
        """;

    /// <summary>
    /// The last statement of a commit. First the lock, then, in a statement and so a snapshot of its own, the look: whoever buried the writer
    /// before is seen, and whoever wants to bury it now waits for the commit.
    /// </summary>
    public const string Fence = """
        CREATE FUNCTION shipments_fence(the_writer bigint, the_shards integer[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          PERFORM 1 FROM writers WHERE id = the_writer FOR SHARE;
          IF NOT EXISTS (SELECT 1 FROM writers WHERE id = the_writer AND live)
            OR (SELECT count(*) FROM owners WHERE shard = ANY (the_shards) AND writer = the_writer) <> cardinality(the_shards) THEN
            RAISE EXCEPTION 'writer % is dead or does not own every shard of its commit', the_writer USING ERRCODE = 'SH001';
          END IF;
        END $$;
        """;

    public const string Ownership = """
        CREATE FUNCTION shipments_open_writer(the_lease bigint, the_timeline text) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
        DECLARE opened_id bigint;
        BEGIN
          PERFORM shipments_same_timeline(the_timeline);
          PERFORM 1 FROM leases WHERE id = the_lease FOR KEY SHARE;
          IF NOT FOUND THEN RETURN 0; END IF;
          INSERT INTO writers (silo, pid, backend_start, opened, live)
          SELECT the_lease, pid, backend_start, shipments_clock(), true FROM pg_stat_activity WHERE pid = pg_backend_pid()
          RETURNING id INTO opened_id;
          RETURN opened_id;
        END $$;

        CREATE FUNCTION shipments_bury(the_writers bigint[]) RETURNS void LANGUAGE plpgsql VOLATILE SET lock_timeout = '200ms' AS $$
        BEGIN
          PERFORM 1 FROM writers WHERE id = ANY (the_writers) ORDER BY id FOR UPDATE;
          UPDATE writers SET live = false WHERE id = ANY (the_writers) AND live;
        END $$;

        CREATE FUNCTION shipments_terminate(the_writers bigint[]) RETURNS integer LANGUAGE sql VOLATILE AS $$
          SELECT count(pg_terminate_backend(a.pid))::integer
          FROM writers w JOIN pg_stat_activity a ON a.pid = w.pid AND a.backend_start = w.backend_start
          WHERE w.id = ANY (the_writers) AND a.pid <> pg_backend_pid();
        $$;

        CREATE FUNCTION shipments_replace(the_writer bigint, the_next bigint) RETURNS SETOF integer LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          PERFORM shipments_bury(ARRAY[the_writer]);
          RETURN QUERY UPDATE owners SET writer = the_next WHERE writer = the_writer RETURNING shard;
        END $$;

        CREATE FUNCTION shipments_hand_over(the_writer bigint, the_next bigint, the_shards integer[])
          RETURNS SETOF integer LANGUAGE plpgsql VOLATILE SET lock_timeout = '200ms' AS $$
        BEGIN
          PERFORM 1 FROM writers WHERE id = the_writer FOR UPDATE;
          IF the_next <> 0 AND NOT EXISTS (SELECT 1 FROM writers WHERE id = the_next AND live) THEN RETURN; END IF;
          RETURN QUERY UPDATE owners SET writer = the_next WHERE shard = ANY (the_shards) AND writer = the_writer RETURNING shard;
        END $$;

        CREATE FUNCTION shipments_lapsed(the_taker bigint, the_grace interval) RETURNS SETOF bigint LANGUAGE plpgsql VOLATILE AS $$
        DECLARE now_at timestamptz := shipments_clock();
        BEGIN
          IF EXISTS (SELECT 1 FROM leases JOIN writers ON writers.silo = leases.id
            WHERE writers.id = the_taker AND live AND until >= now_at AND now_at - since > length + the_grace) THEN
            RETURN QUERY SELECT id FROM leases WHERE until + the_grace < now_at;
          END IF;
        END $$;

        CREATE FUNCTION shipments_take(the_taker bigint, the_wanted integer[], the_grace interval)
          RETURNS SETOF integer LANGUAGE plpgsql VOLATILE AS $$
        DECLARE felled bigint[];
        BEGIN
          IF NOT EXISTS (SELECT 1 FROM writers WHERE id = the_taker AND live) THEN RETURN; END IF;
          SELECT array_agg(l.id) INTO felled FROM (
            SELECT id FROM leases WHERE id IN (SELECT shipments_lapsed(the_taker, the_grace)) AND until + the_grace < shipments_clock()
            ORDER BY id FOR UPDATE SKIP LOCKED) l;
          IF felled IS NOT NULL THEN
            PERFORM shipments_bury(ARRAY(SELECT id FROM writers WHERE silo = ANY (felled) AND live));
            DELETE FROM leases WHERE id = ANY (felled);
          END IF;
          PERFORM 1 FROM owners WHERE shard = ANY (the_wanted) ORDER BY shard FOR UPDATE;
          RETURN QUERY UPDATE owners o SET writer = the_taker
            WHERE o.shard = ANY (the_wanted) AND NOT EXISTS (SELECT 1 FROM writers w WHERE w.id = o.writer AND w.live) RETURNING o.shard;
        END $$;
        """;

    public const string Leases = """
        CREATE FUNCTION shipments_same_timeline(the_timeline text) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          IF shipments_timeline() <> the_timeline THEN
            RAISE EXCEPTION 'the database was on timeline % and is on %', the_timeline, shipments_timeline() USING ERRCODE = 'SH003';
          END IF;
        END $$;

        CREATE FUNCTION shipments_acquire(the_address text, the_length interval, the_formats jsonb) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          now_at timestamptz;
          raised record;
          acquired bigint;
        BEGIN
          LOCK TABLE formats IN SHARE MODE;
          FOR raised IN SELECT name, format FROM formats WHERE (the_formats ->> name)::integer < format LOOP
            RAISE EXCEPTION 'rows of kind % have format %, and this program reads up to %', raised.name, raised.format,
              the_formats ->> raised.name USING ERRCODE = 'SH002';
          END LOOP;
          now_at := shipments_clock();
          INSERT INTO leases (address, length, since, until, formats) VALUES (the_address, the_length, now_at, now_at + the_length, the_formats)
          RETURNING id INTO acquired;
          RETURN acquired;
        END $$;

        CREATE FUNCTION shipments_renew(the_lease bigint, the_timeline text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
        DECLARE now_at timestamptz;
        BEGIN
          PERFORM shipments_same_timeline(the_timeline);
          PERFORM 1 FROM leases WHERE id = the_lease FOR NO KEY UPDATE;
          now_at := shipments_clock();
          UPDATE leases SET since = CASE WHEN until < now_at THEN now_at ELSE since END, until = now_at + length WHERE id = the_lease;
          RETURN FOUND;
        END $$;

        CREATE FUNCTION shipments_release(the_lease bigint) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        DECLARE ended bigint[];
        BEGIN
          PERFORM 1 FROM leases WHERE id = the_lease FOR UPDATE;
          IF NOT FOUND THEN RETURN; END IF;
          ended := ARRAY(SELECT id FROM writers WHERE silo = the_lease AND live);
          PERFORM shipments_bury(ended);
          UPDATE owners SET writer = 0 WHERE writer = ANY (ended);
          DELETE FROM leases WHERE id = the_lease;
        END $$;

        CREATE FUNCTION shipments_raise_format(the_name text, the_format integer) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          LOCK TABLE formats IN SHARE ROW EXCLUSIVE MODE;
          IF EXISTS (SELECT 1 FROM formats WHERE name = the_name AND format >= the_format) THEN RETURN true; END IF;
          IF EXISTS (SELECT 1 FROM leases WHERE until >= shipments_clock() AND coalesce((leases.formats ->> the_name)::integer, -1) < the_format) THEN
            RETURN false;
          END IF;
          INSERT INTO formats (name, format) VALUES (the_name, the_format) ON CONFLICT (name) DO UPDATE SET format = excluded.format;
          RETURN true;
        END $$;
        """;
}
