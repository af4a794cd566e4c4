namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>Awaits with a deadline that says what did not happen. The deadline is only ever met by a failing test.</summary>
internal static class Soon
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task<T> Within<T>(this Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Deadline);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Did not happen within {Deadline.TotalSeconds} s: {what}.", exception);
        }
    }

    public static async Task Within(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Deadline);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Did not happen within {Deadline.TotalSeconds} s: {what}.", exception);
        }
    }
}
