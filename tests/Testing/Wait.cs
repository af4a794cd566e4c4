namespace Orchestrator.Testing;

/// <summary>Awaits what must happen, with a deadline that says what did not.</summary>
public static class Wait
{
    /// <summary>Far beyond what any of it takes on a busy machine; reached only when it never happens.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <param name="task">What is awaited.</param>
    /// <param name="what">As a statement: "the replica sees the hang-up".</param>
    public static async Task<T> For<T>(Task<T> task, string what)
    {
        await For((Task)task, what);
        return await task;
    }

    /// <inheritdoc cref="For{T}(Task{T}, string)" />
    public static async Task For(Task task, string what)
    {
        using var done = new CancellationTokenSource();
        var deadline = Task.Delay(Deadline, TimeProvider.System, done.Token);
        if (await Task.WhenAny(task, deadline) == deadline)
        {
            throw new TimeoutException($"Did not happen within {Deadline}: {what}.");
        }

        await done.CancelAsync();
        await task;
    }

    /// <summary>For a condition that nobody announces; prefer a task.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Deadline)
            {
                throw new TimeoutException($"Did not happen within {Deadline}: {what}.");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
