using System.Diagnostics;

namespace Orchestrator.Testing;

/// <summary>
/// Waits for something that other threads or processes bring about. Never "at least this long": it goes on as soon as
/// it is so, and says what did not happen when the limit passes.
/// </summary>
public static class Wait
{
    /// <summary>How long something that takes milliseconds may take on a machine under load.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="task">What is awaited.</param>
    /// <param name="what">What has to happen, for the message: "the replica sees the hang-up".</param>
    public static async Task<T> ForAsync<T>(Task<T> task, string what)
    {
        await ForAsync((Task)task, what);
        return await task;
    }

    /// <inheritdoc cref="ForAsync{T}(Task{T}, string)"/>
    public static async Task ForAsync(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
        {
            throw new TimeoutException($"Did not happen within {Limit}: {what}.");
        }

        await task;
    }

    /// <summary>Asks again until the answer is yes.</summary>
    public static Task UntilAsync(Func<bool> condition, string what) =>
        UntilAsync(() => Task.FromResult(condition()), () => what, Limit);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public static Task UntilAsync(Func<Task<bool>> condition, string what) => UntilAsync(condition, () => what, Limit);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Did not happen within {limit}: {what()}.");
            }

            await Task.Delay(Pause);
        }
    }
}
