namespace Shipments.TestKit;

/// <summary>A slow call: the test learns when it is reached and says when it goes on.</summary>
internal sealed class HeldCall
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Release() => _released.TrySetResult();

    public Task StopHereAsync()
    {
        _reached.TrySetResult();
        return _released.Task;
    }
}
