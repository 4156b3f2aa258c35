using System.Globalization;
using Npgsql;
using Shipments.TestKit.Processes;

namespace Shipments.TestKit.Postgres;

/// <summary>
/// A real PostgreSQL of the tests' own: its data in a new folder, reached by a socket in it and by no port. It is a child of the test host and
/// ends with it. As root it runs as the user postgres, because PostgreSQL refuses root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly string _programs;
    private readonly string[] _settings;
    private ChildProcess? _process;

    private PostgresServer(string programs, string[] settings)
    {
        _programs = programs;
        _settings = settings;
    }

    private string Data => Path.Combine(_folder.Path, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="settings">Settings as <c>name=value</c>, beside default durability.</param>
    public static async Task<PostgresServer> StartNewAsync(params string[] settings)
    {
        string script = Path.Combine(RepositoryRoot.Find(), "eng", "postgres.sh");
        var server = new PostgresServer((await RunAsync("bash", [script], "eng/postgres.sh", TimeSpan.FromMinutes(5))).Trim(), settings);
        if (IsRoot)
            await RunAsync("chown", ["postgres", server._folder.Path], "chown of the data's folder", _limit);
        await server.RunProgramAsync("initdb", "-D", server.Data, "-U", "shipments", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await server.StartAsync();
        return server;
    }

    /// <summary>How a database of it is reached.</summary>
    /// <param name="database">Its name.</param>
    public string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host={_folder.Path};Username=shipments;Database={database};Include Error Detail=true");

    /// <summary>Starts it on its data and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        string[] command =
        [
            Path.Combine(_programs, "postgres"), "-D", Data, "-k", _folder.Path, "-c", "listen_addresses=", "-c", "max_connections=200",
            "-c", "shared_buffers=128MB", "-c", "log_min_messages=log", "-c", "log_checkpoints=off",
            .. _settings.SelectMany(setting => (string[])["-c", setting]),
        ];
        // The shell becomes the server, so the child's id is the postmaster's.
        string[] arguments = ["-c", "exec \"$@\" 2>&1", "sh", .. AsPostgres, .. command];
        _process = ChildProcess.Start("/bin/sh", arguments);
        await _process.LineAsync(
            line => line.Contains("ready to accept connections", StringComparison.Ordinal), "PostgreSQL to take connections", _limit);
        await AssertOwnAsync();
    }

    /// <summary>Ends it without a checkpoint, as a crash would; what was synced stays.</summary>
    public async Task CrashAsync()
    {
        if (_process is null)
            return;
        await RunProgramAsync("pg_ctl", "-D", Data, "-m", "immediate", "-W", "stop");
        await _process.ExitAsync("the end of PostgreSQL", _limit);
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>Crashes it and starts it on the next timeline, as a failover would.</summary>
    public async Task FailOverAsync()
    {
        await CrashAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "recovery.signal"), "");
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.auto.conf"), "restore_command = '/bin/false'\n");
        await StartAsync();
    }

    /// <summary>Makes a database of it.</summary>
    /// <param name="name">Lower-case letters, digits and underscores.</param>
    public void CreateDatabase(string name) => Execute("postgres", $"CREATE DATABASE {name}");

    /// <summary>Runs statements in a database.</summary>
    public void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // A test's own text.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, columns joined by a bar.</summary>
    public IReadOnlyList<string> Query(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // A test's own text.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        using NpgsqlDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return rows;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await CrashAsync();
        _folder.Dispose();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string[] AsPostgres => IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    /// <summary>Nothing is done to a server that is not the one just started.</summary>
    private async Task AssertOwnAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT current_setting('data_directory')", connection);
        if ((string?)await command.ExecuteScalarAsync() is var found && found != Data)
            throw new InvalidOperationException($"The server answers with data_directory '{found}', and '{Data}' was started.");
    }

    private Task<string> RunProgramAsync(string program, params string[] arguments)
    {
        string[] command = [.. AsPostgres, Path.Combine(_programs, program), .. arguments];
        return RunAsync(command[0], command[1..], program, _limit);
    }

    private static async Task<string> RunAsync(string file, IEnumerable<string> arguments, string what, TimeSpan limit)
    {
        await using ChildProcess process = ChildProcess.Start(file, arguments, new Dictionary<string, string?> { ["LC_ALL"] = "C" });
        int code = await process.ExitAsync(what, limit);
        string output = process.Output;
        if (code != 0)
            throw new InvalidOperationException($"{what} ended with {code}:\n{output}");
        return string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("[stderr] ", StringComparison.Ordinal)));
    }
}
