using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

/// <summary>Strategies are told what a worker would tell them.</summary>
public sealed class TrialStepsTests
{
    private static readonly ScriptedTrial Trial = new(
        ScriptedModel.Of(0.9, "7", "8"),
        ScriptedModel.Of(0.5),
        ScriptedModel.Of(0.4, "4")
    );

    private readonly Turn _turn = new(Trial, new RecordedMachine(), new Dictionary<string, RowOutcome>());
    private readonly TrialSteps _steps;

    public TrialStepsTests()
    {
        var request = new StartRunRequest { RunId = "r" };
        request.Messages.AddRange(Trial.Messages);
        request.Models.AddRange(Trial.Models.Select(model => model.Name));
        _steps = new TrialSteps(request, _turn);
    }

    [Fact]
    public async Task A_step_that_was_carried_out_is_told_again_and_not_asked_again()
    {
        var once = await Step("a", "m1");
        var again = await Step("a", "m1");

        Assert.Same(once, again);
        Assert.Equal((1, "Answer: 7"), (_turn.Calls, once.Text));
    }

    [Fact]
    public async Task A_model_that_is_asked_anew_under_another_name_draws_another_answer() =>
        Assert.Equal(("Answer: 7", "Answer: 8"), ((await Step("a", "m1")).Text, (await Step("b", "m1")).Text));

    [Fact]
    public async Task A_model_that_fails_is_replaced_and_the_result_says_who_failed_and_why()
    {
        var result = await Step("a", "m2", "nobody", "m3");

        Assert.Equal(("m3", "Answer: 4", true), (result.Model, result.Text, result.IsCompleted));
        Assert.Equal([new Replaced("m2", "not_recorded"), new Replaced("nobody", "model_not_found")], result.Replaced);
    }

    [Fact]
    public async Task A_step_that_nobody_can_carry_out_is_a_result_with_a_cause_and_costs_nothing()
    {
        var result = await Step("a", "m2");

        Assert.Equal((false, "not_recorded", 0), (result.IsCompleted, result.Cause, _turn.Calls));
    }

    [Fact]
    public async Task A_run_without_end_is_ended_by_its_budget()
    {
        StepResult last;
        var steps = 0;
        do
        {
            last = await Step($"step-{steps++}", "m1");
        } while (last.IsCompleted && steps < 1_000);

        Assert.Equal((StepCauses.BudgetExhausted, 65), (last.Cause, steps));
    }

    [Fact]
    public async Task A_decision_is_made_once()
    {
        var first = await _steps.DecideAsync("d", () => new RunDecision("one"), CancellationToken.None);
        var second = await _steps.DecideAsync("d", () => new RunDecision("two"), CancellationToken.None);

        Assert.Equal(("one", "one"), (first, second));
    }

    private Task<StepResult> Step(string name, string model, params string[] instead) =>
        _steps.StepAsync(
            new StepOrder
            {
                Name = name,
                Model = model,
                Instead = instead,
                Messages = Trial.Messages,
                Tell = _ => null,
            },
            CancellationToken.None
        );
}
