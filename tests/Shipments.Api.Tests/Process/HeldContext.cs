namespace Shipments.Api.Tests.Process;

/// <summary>Holds what a method would go on with after its first await, until the test lets it.</summary>
internal sealed class HeldContext : SynchronizationContext
{
    private readonly TaskCompletionSource<Action> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the method could go on; running it lets it.</summary>
    public Task<Action> Held => _held.Task;

    public override void Post(SendOrPostCallback d, object? state) => _held.TrySetResult(() => d(state));

    /// <summary>Calls a method whose awaits come back here.</summary>
    public T Call<T>(Func<T> method)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            return method();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
