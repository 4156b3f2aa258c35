using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Shipments.TestKit.Processes;

/// <summary>
/// A process that a test started: its lines as they come, its end as a signal. Disposing kills it if it lives; so does the end of the test
/// host. Only its own id is ever signalled.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKeptMax = 400;
    private const int SignalTerminate = 15;
    private const int SignalKill = 9;
    private const int SignalStop = 19;
    private const int SignalContinue = 18;

    private readonly Process _process;
    private readonly Action<string>? _onLine;
    private readonly Lock _lock = new();
    private readonly Queue<string> _kept = new();
    private readonly List<Waiter> _waiters = [];
    private bool _disposed;

    private ChildProcess(Process process, Action<string>? onLine)
    {
        _process = process;
        _onLine = onLine;
        AppDomain.CurrentDomain.ProcessExit += OnHostExit;
    }

    /// <summary>The id the system gave it.</summary>
    public int Id { get; private set; }

    /// <summary>Its last lines, of stdout and of stderr (these marked), at most 400.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
                return string.Join(Environment.NewLine, _kept);
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside the inherited ones; null removes one.</param>
    /// <param name="onLine">Called with each line of stdout, one at a time.</param>
    public static ChildProcess Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;

        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process, onLine);
        process.OutputDataReceived += (_, line) => child.Take(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => child.Take(line.Data, isError: true);
        process.Start();
        child.Id = process.Id;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The first line of stdout, past or to come, that matches.</summary>
    /// <exception cref="TimeoutException">It did not come in time; the message says what was awaited and what the process said.</exception>
    /// <exception cref="InvalidOperationException">The process ended before.</exception>
    public async Task<string> LineAsync(Func<string, bool> matches, string awaited, TimeSpan timeout)
    {
        var waiter = new Waiter(matches);
        lock (_lock)
        {
            if (_kept.FirstOrDefault(kept => !kept.StartsWith("[stderr] ", StringComparison.Ordinal) && matches(kept)) is { } line)
                return line;
            _waiters.Add(waiter);
        }

        using var deadline = new CancellationTokenSource(timeout);
        try
        {
            var exited = _process.WaitForExitAsync(deadline.Token);
            await Task.WhenAny(waiter.Line.Task, exited);
            if (!waiter.Line.Task.IsCompleted && !deadline.IsCancellationRequested)
                throw new InvalidOperationException($"The process ended with {_process.ExitCode} while {awaited} was awaited. It said:\n{Output}");
            return await waiter.Line.Task.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Not within {timeout}: {awaited}. The process said:\n{Output}");
        }
        finally
        {
            lock (_lock)
                _waiters.Remove(waiter);
        }
    }

    /// <summary>Writes a line to its stdin.</summary>
    public async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end, with all its output read, and gives its exit code.</summary>
    public async Task<int> ExitAsync(string awaited, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Not within {timeout}: {awaited}. The process said:\n{Output}");
        }
    }

    /// <summary>SIGKILL, then its end.</summary>
    public async Task KillAsync()
    {
        Signal(SignalKill);
        await ExitAsync("the end of a killed process", TimeSpan.FromSeconds(30));
    }

    /// <summary>SIGTERM; the end is awaited by <see cref="ExitAsync"/>.</summary>
    public void Terminate() => Signal(SignalTerminate);

    /// <summary>SIGSTOP: it keeps its connections and does nothing.</summary>
    public void Pause() => Signal(SignalStop);

    /// <summary>SIGCONT: it goes on where it was paused.</summary>
    public void Resume() => Signal(SignalContinue);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        AppDomain.CurrentDomain.ProcessExit -= OnHostExit;
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void OnHostExit(object? sender, EventArgs e) => Signal(SignalKill);

    private void Signal(int signal)
    {
        // Not yet reaped by this object, so the id cannot belong to another process.
        if (!_process.HasExited && Kill(Id, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} to {Id} failed with {Marshal.GetLastPInvokeError()}.");
    }

    private void Take(string? line, bool isError)
    {
        if (line is null)
            return;
        Waiter? hit = null;
        lock (_lock)
        {
            _kept.Enqueue(isError ? "[stderr] " + line : line);
            if (_kept.Count > LinesKeptMax)
                _kept.Dequeue();
            if (!isError)
                hit = _waiters.Find(waiter => !waiter.Line.Task.IsCompleted && waiter.Matches(line));
        }

        hit?.Line.TrySetResult(line);
        if (!isError)
            _onLine?.Invoke(line);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);

    private sealed record Waiter(Func<string, bool> Matches)
    {
        public TaskCompletionSource<string> Line { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
