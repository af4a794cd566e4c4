using Orchestrator.Contracts.Messages;
using Orchestrator.Testing;

namespace Orchestrator.Learning.Tests.Outcomes;

public sealed class OutcomesRecordedTests
{
    [Fact]
    public async Task A_batch_that_is_delivered_twice_is_stored_once()
    {
        await using var host = await LearningHost.StartAsync();
        var batch = new OutcomesRecorded([Samples.Outcome("run-1"), Samples.Outcome("run-2")]);

        await host.Bus.Publish(batch);
        await host.Bus.Publish(batch);
        await host.Bus.Publish(new OutcomesRecorded([Samples.Outcome("run-3")]));

        await Wait.UntilAsync(async () => (await host.SummarizeAsync()).Outcomes >= 3, "Three outcomes.");
        Assert.Equal(3ul, (await host.SummarizeAsync()).Outcomes);
    }

    [Fact]
    public async Task Completed_and_failed_attempts_are_counted_apart_for_each_task_and_model()
    {
        await using var host = await LearningHost.StartAsync();
        await host.Bus.Publish(
            new OutcomesRecorded([
                Samples.Outcome("run-1"),
                Samples.Outcome("run-2") with
                {
                    Result = "stream_broken",
                },
                Samples.Outcome("run-3") with
                {
                    Task = "math",
                },
            ])
        );

        await Wait.UntilAsync(async () => (await host.SummarizeAsync()).Outcomes == 3, "Three outcomes.");
        var summary = await host.SummarizeAsync();

        Assert.Equal(["code", "math"], summary.Models.Select(model => model.Task));
        Assert.Equal((1ul, 1ul), (summary.Models[0].Completed, summary.Models[0].Failed));
        Assert.False(summary.Models[0].HasMeanScore);
    }
}
