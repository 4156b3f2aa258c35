using System.Text.Json;

namespace Shipments.Cluster.Tests;

/// <summary>All that the driver was told, in its order. Thread-safe.</summary>
internal sealed class AcknowledgedHistory
{
    private readonly Lock _lock = new();
    private readonly List<Registration> _registrations = [];
    private readonly List<SentScan> _scans = [];
    private readonly List<string> _changedAnswers = [];
    private int _acknowledgements;
    private int _repeated;
    private (int Count, TaskCompletionSource Reached)? _awaited;

    /// <summary>How many requests were sent again, and which of them were answered otherwise than before.</summary>
    public (int Count, IReadOnlyList<string> Changed) Repeated => (_repeated, _changedAnswers);

    public IReadOnlyList<Registration> Registrations => _registrations;

    public IReadOnlyList<SentScan> Scans => _scans;

    /// <summary>Takes a line of the driver.</summary>
    public void Take(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        lock (_lock)
        {
            if (root.TryGetProperty("ack", out var kind))
                Acknowledge(kind.GetString()!, root);
            else if (root.TryGetProperty("again", out _))
                Compare(root);
        }
    }

    /// <summary>Completes when so many more acknowledgements have come.</summary>
    public Task MoreAsync(int count)
    {
        lock (_lock)
        {
            _awaited = (_acknowledgements + count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return _awaited.Value.Reached.Task;
        }
    }

    private void Acknowledge(string kind, JsonElement root)
    {
        if (kind == "register")
        {
            var numbers = root.GetProperty("numbers").EnumerateArray().Select(number => number.GetString()!).ToArray();
            var parcel = root.GetProperty("parcel").GetString()!;
            _registrations.Add(new Registration(root.GetProperty("index").GetInt32(), parcel, root.GetProperty("requestId").GetString()!, numbers));
        }
        else
        {
            _scans.AddRange(root.GetProperty("scans").EnumerateArray().Select(scan => new SentScan(
                scan.GetProperty("owner").GetInt32(), scan.GetProperty("key").GetString()!, scan.GetProperty("id").GetString()!)));
        }

        if (++_acknowledgements >= _awaited?.Count)
            _awaited.Value.Reached.TrySetResult();
    }

    private void Compare(JsonElement root)
    {
        _repeated++;
        var first = root.GetProperty("first").ToString();
        var now = root.GetProperty("now").ToString();
        if (first != now)
            _changedAnswers.Add($"{root.GetProperty("requestId")}: first {first}, now {now}");
    }
}
