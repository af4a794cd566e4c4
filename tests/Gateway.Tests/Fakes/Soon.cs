using Orchestrator.Testing;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>The common wait, to be read from left to right: <c>task.Within("the answer ends")</c>.</summary>
internal static class Soon
{
    public static Task<T> Within<T>(this Task<T> task, string what) => Wait.ForAsync(task, what);

    public static Task Within(this Task task, string what) => Wait.ForAsync(task, what);
}
