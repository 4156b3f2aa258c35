using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Shipments.Bench.Compare;

/// <summary>A process of a comparison: started, awaited by a line it says, ended with what started it. Only its own id is ever signalled.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int SignalTerminate = 15;
    private const int LinesKeptMax = 200;

    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Func<string, bool> _isReady;

    private ServerProcess(Process process, Func<string, bool> isReady)
    {
        _process = process;
        _isReady = isReady;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Its id.</summary>
    public int Id { get; private set; }

    /// <summary>The line that said it is ready.</summary>
    public string ReadyLine { get; private set; } = "";

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isReady">Whether a line says so.</param>
    /// <param name="within">How long it may take.</param>
    /// <exception cref="InvalidOperationException">It was not ready in time, or ended; the message has what it said.</exception>
    public static async Task<ServerProcess> StartAsync(string file, IEnumerable<string> arguments, Func<string, bool> isReady, TimeSpan within)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = new() { StartInfo = start, EnableRaisingEvents = true };
        ServerProcess server = new(process, isReady);
        process.OutputDataReceived += (_, line) => server.Take(line.Data);
        process.ErrorDataReceived += (_, line) => server.Take(line.Data);
        process.Exited += (_, _) => server._ready.TrySetException(new InvalidOperationException("It ended."));
        process.Start();
        server.Id = process.Id;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            server.ReadyLine = await server._ready.Task.WaitAsync(within);
            return server;
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidOperationException)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{file} was not ready within {within}. {exception.Message} It said:\n{server.Said()}", exception);
        }
    }

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(string file, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = new() { StartInfo = start };
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!process.HasExited)
        {
            process.Kill();
            throw;
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await error}");
        return await output;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (!_process.HasExited && Kill(Id, SignalTerminate) == 0)
        {
            using CancellationTokenSource limit = new(StopsWithin);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);

    private void OnExit(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKeptMax)
                _lines.Dequeue();
        }

        if (_isReady(line))
            _ready.TrySetResult(line);
    }

    private string Said()
    {
        lock (_lock)
            return string.Join('\n', _lines);
    }
}
