using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Cascade;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>Strategies with simulated models: that both understand each other, and that calls are saved.</summary>
public sealed class SimulatedBankTests
{
    [Fact]
    public void A_simulated_model_checks_its_answer_and_consents_to_right_ones_more_often()
    {
        var (right, wrong) = (0, 0);
        foreach (var question in SimulatedSteps.Questions)
        {
            right += Consents(question.Answer) ? 1 : 0;
            wrong += Consents(question.Wrong[0]) ? 1 : 0;

            bool Consents(string answer)
            {
                var request = new StartRunRequest();
                Message[] asked = [new() { Role = "user", Content = question.Prompt }];
                var order = new StepOrder
                {
                    Name = "rung-1-check",
                    Model = "qwen3:8b",
                    Messages = SelfCheckPrompt.Of(asked, $"I have worked it out.\n\nAnswer: {answer}"),
                    JsonSchema = SelfCheck.Schema,
                    Sampling = StepSampling.Verdict(request),
                    Tell = StepNotes.FailureOnly,
                };
                var check = SelfCheck.Of(SimulatedSteps.Answer(request, order));
                Assert.NotNull(check);
                return check.IsCorrect;
            }
        }

        Assert.True(right > wrong, $"{right} right answers and {wrong} wrong ones");
    }

    [Fact]
    public async Task A_cascade_asks_the_large_model_for_some_questions_only_and_ends_every_run()
    {
        var large = 0;
        foreach (var question in SimulatedSteps.Questions)
        {
            var steps = SimulatedSteps.Of("cascade", question, "qwen3:14b", "qwen3:8b");

            Assert.IsType<RunEnd.Completed>(
                await new CascadeStrategy(Options.Create(new EnsembleWorkerOptions())).RunAsync(
                    steps,
                    CancellationToken.None
                )
            );
            large += steps.Orders.Any(order => order.Model == "qwen3:14b") ? 1 : 0;
        }

        Assert.True(
            large > 0 && large < SimulatedSteps.Questions.Count,
            $"{large} of {SimulatedSteps.Questions.Count}"
        );
    }

    [Fact]
    public async Task An_early_stop_saves_calls_and_hardly_any_right_answers()
    {
        var (calls, right, patient) = (0, 0, 0);
        foreach (var question in SimulatedSteps.Questions)
        {
            var (steps, answer) = await VoteAsync(question, stopProbability: 0.95);
            calls += steps.Orders.Count(order => !order.IsAnswer);
            right += SimulatedSteps.IsRight(question, answer) ? 1 : 0;
            var (_, whole) = await VoteAsync(question, stopProbability: 1);
            patient += SimulatedSteps.IsRight(question, whole) ? 1 : 0;
        }

        var most = 5 * SimulatedSteps.Questions.Count;
        Assert.True(calls < most * 0.75, $"{calls} of {most} calls");
        Assert.InRange(right, patient - (SimulatedSteps.Questions.Count / 20), SimulatedSteps.Questions.Count);
    }

    private static async Task<(ScriptedSteps Steps, string Answer)> VoteAsync(
        Simulation.Bank.Question question,
        double stopProbability
    )
    {
        var options = new EnsembleWorkerOptions();
        (options.Runs.Ensemble.StopProbability, options.Runs.Ensemble.Delta) = (stopProbability, 1);
        var strategy = new EnsembleStrategy(Options.Create(options), TestJudges.New(), new ManualTimeProvider());
        var steps = SimulatedSteps.Of(
            "ensemble",
            question,
            "qwen3:14b",
            "phi4:14b",
            "gemma3:12b",
            "llama3.1:8b",
            "mistral:7b"
        );
        var end = Assert.IsType<RunEnd.Completed>(await strategy.RunAsync(steps, CancellationToken.None));
        return (steps, end.Answer.Text);
    }
}
