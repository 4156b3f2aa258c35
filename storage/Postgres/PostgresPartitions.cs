namespace Shipments.Storage;

/// <summary>
/// The partitions of the journal: made ahead of the clock, dropped whole once every block in them may go. A partition is made beside the journal
/// and then attached, which does not hold up commits; dropping does, so it waits for its lock only shortly. Both run as the tables' owner, so that
/// the role of a silo need not be it.
/// </summary>
internal static class PostgresPartitions
{
    public const string Functions = """
        CREATE FUNCTION shipments_make_partitions(the_width interval, the_count integer) RETURNS integer
          LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '2s' AS $$
        DECLARE
          now_at timestamptz := shipments_clock();
          at_time timestamptz := now_at;
          part record;
          slot timestamptz;
          from_time timestamptz;
          to_time timestamptz;
          part_name text;
          made integer := 0;
        BEGIN
          PERFORM pg_advisory_xact_lock(91569932730370);
          WHILE at_time <= now_at + the_count * the_width LOOP
            SELECT * INTO part FROM journal_parts WHERE lower <= at_time AND upper > at_time;
            IF NOT FOUND THEN
              slot := date_bin(the_width, at_time, timestamptz '2000-01-01 00:00:00+00');
              SELECT greatest(slot, max(upper)) INTO from_time FROM journal_parts WHERE upper <= at_time;
              SELECT least(slot + the_width, min(lower)) INTO to_time FROM journal_parts WHERE lower > at_time;
              part_name := 'journal_' || to_char(from_time AT TIME ZONE 'UTC', 'YYYYMMDD_HH24MISS');
              EXECUTE format('CREATE TABLE %I (LIKE journal INCLUDING ALL) WITH (toast_tuple_target = 8160)', part_name);
              EXECUTE format('ALTER TABLE journal ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part_name, from_time, to_time);
              INSERT INTO journal_parts (name, lower, upper) VALUES (part_name, from_time, to_time) RETURNING * INTO part;
              made := made + 1;
            END IF;
            at_time := part.upper;
          END LOOP;
          RETURN made;
        END $$;

        CREATE FUNCTION shipments_part_is_held(the_part text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
        DECLARE held boolean;
        BEGIN
          EXECUTE format('SELECT EXISTS (SELECT 1 FROM shards s CROSS JOIN LATERAL
            (SELECT last_seq FROM %I p WHERE p.shard = s.shard ORDER BY first_seq DESC LIMIT 1) l WHERE l.last_seq > s.trim_to)', the_part)
          INTO held;
          RETURN held;
        END $$;

        CREATE FUNCTION shipments_trim(the_shards integer[], the_bounds bigint[], the_age interval, the_blocks_max integer) RETURNS integer
          LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '500ms' AS $$
        DECLARE
          part record;
          blocks integer;
          removed integer := 0;
          old_until timestamptz := shipments_clock() - the_age;
        BEGIN
          UPDATE shards s SET trim_to = least(b.seq, s.low_water - 1)
          FROM unnest(the_shards, the_bounds) AS b(shard, seq) WHERE s.shard = b.shard AND s.trim_to <> least(b.seq, s.low_water - 1);
          DELETE FROM writers w WHERE NOT live AND opened < old_until AND NOT EXISTS (SELECT 1 FROM owners o WHERE o.writer = w.id);
          IF NOT pg_try_advisory_xact_lock(91569932730370) THEN RETURN 0; END IF;
          FOR part IN SELECT name FROM journal_parts WHERE upper <= old_until ORDER BY lower LOOP
            EXIT WHEN removed >= the_blocks_max OR shipments_part_is_held(part.name);
            LOCK TABLE ONLY journal IN ACCESS EXCLUSIVE MODE;
            EXIT WHEN shipments_part_is_held(part.name);
            EXECUTE format('SELECT count(*) FROM (SELECT 1 FROM %I LIMIT %s) b', part.name, the_blocks_max - removed) INTO blocks;
            EXECUTE format('UPDATE shards s SET trimmed = greatest(s.trimmed, l.last_seq) FROM shards t CROSS JOIN LATERAL
              (SELECT last_seq FROM %I p WHERE p.shard = t.shard ORDER BY first_seq DESC LIMIT 1) l WHERE s.shard = t.shard', part.name);
            EXECUTE format('DROP TABLE %I', part.name);
            DELETE FROM journal_parts WHERE name = part.name;
            removed := removed + blocks;
          END LOOP;
          RETURN removed;
        END $$;
        """;

    /// <summary>Makes what is missing from now to so many partitions ahead. Gives how many were made.</summary>
    public const string Make = "SELECT shipments_make_partitions($1, $2)";

    /// <summary>Whether the next partition is there too.</summary>
    public const string IsAhead = "SELECT EXISTS (SELECT 1 FROM journal_parts WHERE lower <= shipments_clock() + $1 AND upper > shipments_clock() + $1)";

    public const string Trim = "SELECT shipments_trim($1, $2, $3, $4)";
}
