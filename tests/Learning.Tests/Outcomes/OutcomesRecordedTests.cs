using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Learning.V1;
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

    [Fact]
    public async Task An_outcome_that_cannot_be_kept_does_not_take_its_batch_with_it()
    {
        await using var host = await LearningHost.StartAsync();
        var missing = Samples.Outcome("run-1") with { Model = null! };
        var tooLong = Samples.Outcome("run-2") with { Result = new string('x', 513) };

        await host.Bus.Publish(new OutcomesRecorded([missing, tooLong, Samples.Outcome("run-3")]));

        await Wait.UntilAsync(async () => (await host.SummarizeAsync()).Outcomes > 0, "The good outcome.");
        Assert.Equal(1ul, (await host.SummarizeAsync()).Outcomes);
    }

    [Fact]
    public async Task A_time_that_is_none_is_the_mistake_of_the_caller()
    {
        await using var host = await LearningHost.StartAsync();
        var request = new SummarizeRequest { Since = new Timestamp { Seconds = long.MaxValue } };

        var refusal = await Assert.ThrowsAsync<RpcException>(() => host.SummarizeAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }
}
