using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>Rules that hold whatever the strategy.</summary>
public sealed class EveryStrategyTests
{
    private const int StepsMax = 200;
    private const int NameMax = 64;

    public static TheoryData<string> Names => EveryStrategy.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_models_write_for_JSON_a_run_ends_and_a_takeover_asks_nothing_again(string name)
    {
        foreach (var text in HostileAnswers.All)
        {
            var steps = ScriptedSteps.Saying(EveryStrategy.Request(EveryStrategy.SixModels), _ => text);

            var end = await EveryStrategy.RunAsync(name, steps, CancellationToken.None);
            var count = steps.Orders.Count;
            var again = await EveryStrategy.RunAsync(name, steps, CancellationToken.None);

            Assert.InRange(count, 1, StepsMax);
            Assert.Equal(count, steps.Orders.Count);
            Assert.Equal(Payload(end), Payload(again));
            Assert.All(steps.Names, step => Assert.InRange(step.Length, 1, NameMax));
            Assert.Equal(count, steps.Names.Distinct(StringComparer.Ordinal).Count());
            Assert.All(steps.Notes, note => JsonDocument.Parse(note.PayloadJson).Dispose());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_run_needs_no_more_than_one_model(string name)
    {
        var steps = ScriptedSteps.Saying(EveryStrategy.Request("only:1"), order => $"{order.Name} says");

        var end = await EveryStrategy.RunAsync(name, steps, CancellationToken.None);

        Assert.NotEmpty(Assert.IsType<RunEnd.Completed>(end).Answer.Text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_request_without_a_users_message_is_answered_all_the_same(string name)
    {
        var request = EveryStrategy.Request(EveryStrategy.SixModels);
        request.Messages.Clear();
        Assert.IsType<RunEnd.Completed>(await SayingAsync(name, request));

        request.Messages.Add(new Message { Role = "system", Content = "Be brief." });
        Assert.IsType<RunEnd.Completed>(await SayingAsync(name, request));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_run_whose_models_all_fail_ends_with_the_first_cause(string name)
    {
        var request = EveryStrategy.Request(EveryStrategy.SixModels);
        var steps = new ScriptedSteps(request, order => ScriptedSteps.Failed(order, "replica_refused"));

        var end = await EveryStrategy.RunAsync(name, steps, CancellationToken.None);

        Assert.Equal("replica_refused", Assert.IsType<RunEnd.Failed>(end).Cause);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_ends_the_users_answer_ends_no_JSON(string name)
    {
        var request = EveryStrategy.Request(EveryStrategy.SixModels);
        request.Sampling = new Sampling
        {
            MaxTokens = 10,
            Stop = { "}" },
            RepeatPenalty = 1.5,
            PresencePenalty = 1.5,
            FrequencyPenalty = 1.5,
        };
        var steps = ScriptedSteps.Saying(request, order => $"{order.Name} says");

        await EveryStrategy.RunAsync(name, steps, CancellationToken.None);

        Assert.All(
            steps.Orders.Where(order => order.JsonSchema is not null),
            order =>
            {
                var sampling = Assert.IsType<Sampling>(order.Sampling);
                Assert.Empty(sampling.Stop);
                Assert.False(sampling.HasMaxTokens || sampling.HasRepeatPenalty);
                Assert.False(sampling.HasPresencePenalty || sampling.HasFrequencyPenalty);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Images_come_to_those_who_answer(string name)
    {
        var steps = ScriptedSteps.Saying(EveryStrategy.Request(EveryStrategy.SixModels), order => $"{order.Name} says");

        await EveryStrategy.RunAsync(name, steps, CancellationToken.None);

        Assert.Contains(steps.Orders.First().Messages, message => message.Images.Count > 0);
        Assert.All(
            steps.Orders.Where(order => order.IsAnswer),
            order => Assert.Contains(order.Messages, message => message.Images.Count > 0)
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_simulated_says_so_at_its_end(string name)
    {
        var steps = new ScriptedSteps(
            EveryStrategy.Request(EveryStrategy.SixModels),
            order => ScriptedSteps.Result(order, $"{order.Name} says") with { Simulated = true }
        );

        var end = Assert.IsType<RunEnd.Completed>(await EveryStrategy.RunAsync(name, steps, CancellationToken.None));

        using var payload = JsonDocument.Parse(end.PayloadJson);
        Assert.True(end.Answer.Simulated);
        Assert.True(payload.RootElement.GetProperty("simulated").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_cancelled_run_says_nothing(string name)
    {
        using var cancelled = new CancellationTokenSource();
        var steps = ScriptedSteps.Saying(
            EveryStrategy.Request(EveryStrategy.SixModels),
            _ =>
            {
                cancelled.Cancel();
                return "{";
            }
        );
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            EveryStrategy.RunAsync(name, steps, cancelled.Token)
        );
        Assert.Empty(steps.Orders);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Where_memory_is_short_no_two_models_work_at_once(string name)
    {
        var request = EveryStrategy.Request(EveryStrategy.SixModels);
        request.Sequential = true;
        var steps = new OverlappingSteps(ScriptedSteps.Saying(request, order => $"{order.Name} says {order.Model}"));

        await EveryStrategy.RunAsync(name, steps, CancellationToken.None);

        Assert.Equal(1, steps.ModelsAtOnce);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_long_text_stands_in_the_log_of_its_own_step_alone(string name)
    {
        const int Long = 100_000;
        const int Else = 30_000;
        var steps = ScriptedSteps.Saying(
            EveryStrategy.Request(EveryStrategy.SixModels),
            order => $$"""{"choice":"finish","answer":"{{order.Name}} {{new string('x', Long)}}"}"""
        );

        var end = Assert.IsType<RunEnd.Completed>(await EveryStrategy.RunAsync(name, steps, CancellationToken.None));

        Assert.InRange(end.PayloadJson.Length, 1, Else);
        Assert.All(end.Notes, note => Assert.InRange(note.PayloadJson.Length, 1, Else));
        Assert.All(steps.Notes, note => Assert.InRange(note.PayloadJson.Length, 1, Long + Else));
    }

    private static Task<RunEnd> SayingAsync(string name, StartRunRequest request) =>
        EveryStrategy.RunAsync(
            name,
            ScriptedSteps.Saying(request, order => $"{order.Name} says"),
            CancellationToken.None
        );

    private static string Payload(RunEnd end) =>
        end is RunEnd.Completed completed ? completed.PayloadJson : Assert.IsType<RunEnd.Failed>(end).Cause;
}
