namespace Orchestrator.Router.Tests;

/// <summary>Awaits what other tasks bring about, with a deadline that says what did not happen.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task<T> Is<T>(Func<T> read, Func<T, bool> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = read();
            if (condition(value))
            {
                return value;
            }

            if (TimeProvider.System.GetElapsedTime(start) > Deadline)
            {
                throw new TimeoutException($"Did not happen within {Deadline}: {what}. Last seen: {value}.");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public static Task Is(Func<bool> condition, string what) => Is(condition, holds => holds, what);
}
