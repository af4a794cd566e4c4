using Orchestrator.Contracts.Messages;
using Orchestrator.Testing;

namespace Orchestrator.Learning.Tests.Feedback;

public sealed class StoreFeedbackTests
{
    [Fact]
    public async Task The_same_feedback_sent_again_is_confirmed_and_stored_once()
    {
        await using var host = await LearningHost.StartAsync();
        var feedback = Samples.Feedback("run-1", score: 1);

        var first = await host.AskAsync<StoreFeedback, FeedbackStored>(feedback);
        var second = await host.AskAsync<StoreFeedback, FeedbackStored>(feedback);

        Assert.Equal((false, true), (first.Existed, second.Existed));
        Assert.Equal(1ul, (await host.SummarizeAsync()).Feedback);
    }

    [Fact]
    public async Task What_was_confirmed_is_there_after_a_restart()
    {
        var data = Directory.CreateTempSubdirectory("orchestrator-learning-");
        await using (var first = await LearningHost.StartAsync(data))
        {
            await first.AskAsync<StoreFeedback, FeedbackStored>(Samples.Feedback("run-1", score: 1));
        }

        await using (var second = await LearningHost.StartAsync(data))
        {
            Assert.Equal(1ul, (await second.SummarizeAsync()).Feedback);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_score_goes_to_the_attempt_that_answered()
    {
        await using var host = await LearningHost.StartAsync();
        var failed = Samples.Outcome("run-1") with { Model = "a:1b", Result = "connect_failed" };
        var answered = Samples.Outcome("run-1") with { Model = "b:1b", Attempt = 2 };
        await host.Bus.Publish(new OutcomesRecorded([failed, answered]));
        await host.AskAsync<StoreFeedback, FeedbackStored>(Samples.Feedback("run-1", score: 0.25));

        await Wait.UntilAsync(async () => (await host.SummarizeAsync()).Outcomes == 2, "Two outcomes.");
        var models = (await host.SummarizeAsync()).Models;

        Assert.False(models.Single(model => model.Model == "a:1b").HasMeanScore);
        Assert.Equal(0.25, models.Single(model => model.Model == "b:1b").MeanScore);
    }
}
