using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Wire;

internal static class ManualClock
{
    /// <summary>Moves the clock in steps until the task is done; real time only bounds how long it tries.</summary>
    public static async Task<T> AdvanceUntilAsync<T>(
        this ManualTimeProvider clock,
        Task<T> task,
        TimeSpan step,
        TimeSpan deadline
    )
    {
        using var limit = new CancellationTokenSource(deadline);
        while (!task.IsCompleted)
        {
            Assert.False(limit.IsCancellationRequested, "The answer did not end although time passed.");
            clock.Advance(step);
            await Task.Yield();
        }

        return await task;
    }
}
