namespace Shipments.TestKit;

/// <summary>Waiting in tests: always with a limit, and with a message that says what did not come.</summary>
public static class TaskExtensions
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    public static async Task Awaiting(this Task task, string what, TimeSpan? timeout = null)
    {
        try
        {
            await task.WaitAsync(timeout ?? _limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"timed out awaiting {what}");
        }
    }

    public static async Task<T> Awaiting<T>(this Task<T> task, string what, TimeSpan? timeout = null)
    {
        await ((Task)task).Awaiting(what, timeout);
        return await task;
    }

    public static Task<T> Awaiting<T>(this ValueTask<T> task, string what, TimeSpan? timeout = null) => task.AsTask().Awaiting(what, timeout);

    public static Task Awaiting(this ValueTask task, string what, TimeSpan? timeout = null) => task.AsTask().Awaiting(what, timeout);
}
