using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Single;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Single;

public sealed class SingleStrategyTests
{
    private static readonly StartRunRequest Request = new()
    {
        Strategy = "single",
        Models = { "a:70b", "b:8b", "c:4b", "d:3b", "e:1b" },
        Messages =
        {
            new Message { Role = "user", Content = "Hi" },
        },
    };

    [Fact]
    public async Task The_best_model_answers_and_the_routers_next_stand_by()
    {
        var steps = ScriptedSteps.Saying(Request, _ => "An answer.");

        var end = Assert.IsType<RunEnd.Completed>(await RunAsync(steps));

        var order = Assert.Single(steps.Orders);
        Assert.Equal(("answer", "a:70b", true), (order.Name, order.Model, order.IsAnswer));
        Assert.Equal(["b:8b", "c:4b", "d:3b"], order.Instead);
        Assert.Same(Request.Messages, order.Messages);
        Assert.Equal("An answer.", end.Answer.Text);
        using var payload = JsonDocument.Parse(end.PayloadJson);
        Assert.Equal("a:70b", payload.RootElement.GetProperty("model").GetString());
        Assert.Equal("completed", payload.RootElement.GetProperty("members")[0].GetProperty("result").GetString());
        Assert.Empty(steps.Notes);
    }

    [Fact]
    public async Task A_model_that_took_anothers_place_is_in_the_result_with_the_reason()
    {
        var steps = new ScriptedSteps(
            Request,
            order =>
                ScriptedSteps.Result(order, "Instead.") with
                {
                    Model = "b:8b",
                    Replaced = [new Replaced("a:70b", "all_busy")],
                }
        );

        var end = Assert.IsType<RunEnd.Completed>(await RunAsync(steps));

        using var payload = JsonDocument.Parse(end.PayloadJson);
        var replaced = payload.RootElement.GetProperty("members")[0].GetProperty("replaced")[0];
        Assert.Equal(
            ("a:70b", "all_busy"),
            (replaced.GetProperty("model").GetString(), replaced.GetProperty("cause").GetString())
        );
    }

    [Fact]
    public async Task A_model_that_says_nothing_is_followed_by_one_that_was_not_asked()
    {
        var steps = new ScriptedSteps(
            Request,
            order =>
                order.Name == "answer"
                    ? ScriptedSteps.Result(order, " \n") with
                    {
                        Model = "b:8b",
                        Replaced = [new Replaced("a:70b", "all_busy")],
                    }
                    : ScriptedSteps.Result(order, "Something.")
        );

        var end = Assert.IsType<RunEnd.Completed>(await RunAsync(steps));

        Assert.Equal(["answer", "answer-2"], steps.Names);
        Assert.Equal(("c:4b", "Something."), (end.Answer.Model, end.Answer.Text));
        Assert.Equal(["d:3b"], steps.Orders.Last().Instead);
    }

    [Fact]
    public async Task Models_that_all_say_nothing_are_asked_once_each_and_the_run_fails()
    {
        // A replica that calls its model otherwise must not be asked for ever.
        var steps = new ScriptedSteps(Request, order => ScriptedSteps.Result(order, "") with { Model = "other" });

        var end = Assert.IsType<RunEnd.Failed>(await RunAsync(steps));

        Assert.Equal("empty_answers", end.Cause);
        Assert.Equal(["a:70b", "b:8b", "c:4b", "d:3b"], steps.Orders.Select(order => order.Model));
    }

    [Theory]
    [InlineData("all_busy")]
    [InlineData(StepCauses.BudgetExhausted)]
    public async Task A_step_that_failed_has_asked_all_replacements_and_its_cause_is_the_runs(string cause)
    {
        var steps = new ScriptedSteps(Request, order => ScriptedSteps.Failed(order, cause));

        var end = Assert.IsType<RunEnd.Failed>(await RunAsync(steps));

        Assert.Equal(cause, end.Cause);
        Assert.Single(steps.Orders);
        Assert.Equal("error", Assert.Single(steps.Notes).Name);
    }

    [Fact]
    public async Task A_run_that_is_taken_over_asks_nothing_again_and_ends_the_same()
    {
        var steps = ScriptedSteps.Saying(Request, order => order.Name == "answer" ? "" : "Something.");

        var first = Assert.IsType<RunEnd.Completed>(await RunAsync(steps));
        var again = Assert.IsType<RunEnd.Completed>(await RunAsync(steps));

        Assert.Equal(2, steps.Orders.Count);
        Assert.Equal(first.PayloadJson, again.PayloadJson);
    }

    private static Task<RunEnd> RunAsync(ScriptedSteps steps) =>
        new SingleStrategy(Options.Create(new EnsembleWorkerOptions())).RunAsync(steps, CancellationToken.None);
}
