namespace Shipments.Client.Tests.Server;

/// <summary>What a method does, call after call; the last step serves all further calls. Thread-safe.</summary>
internal sealed class Script<TStep>
    where TStep : Delegate
{
    private readonly Lock _lock = new();
    private readonly Queue<TStep> _steps = [];

    public int Calls { get; private set; }

    public Script<TStep> Then(TStep step, int times = 1)
    {
        for (int i = 0; i < times; i++)
            _steps.Enqueue(step);
        return this;
    }

    public TStep Next()
    {
        lock (_lock)
        {
            Calls++;
            return _steps.Count > 1 ? _steps.Dequeue() : _steps.Peek();
        }
    }
}
