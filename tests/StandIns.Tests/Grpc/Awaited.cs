using Grpc.Core;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>Waits that end with a sentence instead of hanging.</summary>
internal static class Awaited
{
    /// <summary>Far longer than anything here takes; only a broken test ever waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Within(this Task task, string whatShouldHappen)
    {
        try
        {
            await task.WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"Did not happen within {Patience}: {whatShouldHappen}.");
        }
    }

    public static async Task<T> Within<T>(this Task<T> task, string whatShouldHappen)
    {
        await ((Task)task).Within(whatShouldHappen);
        return await task;
    }

    /// <summary>The error that the call must end with.</summary>
    public static async Task<RpcException> FailureOf(Func<Task> call) =>
        await Assert.ThrowsAsync<RpcException>(() => call().Within("the call fails"));

    public static async Task<List<T>> All<T>(this IAsyncStreamReader<T> stream)
        where T : class
    {
        var items = new List<T>();
        while (await stream.MoveNext().Within("the next message, or the end of the stream"))
        {
            items.Add(stream.Current);
        }

        return items;
    }
}
