using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Grading;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>Simulated models answer the probes by their drawn skill; the graders find out what was drawn.</summary>
public sealed class SimulatedProbeTests
{
    private static AnswerOutcome Drawn(SimulatedModel model, ProbeQuestion question) =>
        AnswerDraw.Of(
            SkillWorld.Default,
            model,
            QuestionBank.WithProbes.Questions.Single(known => known.Id == "probe-" + question.Id),
            new Sampling(0, 1)
        );

    private static string Reply(SimulatedModel model, ProbeQuestion question) =>
        string.Concat(
            AnswerPlanner
                .Plan(
                    new AnswerRequest
                    {
                        Model = model,
                        Messages = [new PromptMessage("user", ProbePrompt.Of(question))],
                        Temperature = 0,
                        Seed = 1,
                    }
                )
                .Content
        );

    [Theory]
    [InlineData("qwen3:8b")]
    [InlineData("llama3.2:3b")]
    public void Every_simulated_answer_is_graded_as_it_was_drawn(string name)
    {
        var model = ModelCatalogue.Find(name)!;
        var questions = ProbeQuestions.All.SelectMany(set => set.Questions).ToList();

        Assert.All(
            questions,
            question => Assert.Equal(Drawn(model, question).IsRight, Grader.IsRight(question, Reply(model, question)))
        );
        Assert.InRange(questions.Count(question => Drawn(model, question).IsRight), 1, questions.Count - 1);
    }

    [Fact]
    public void A_stronger_simulated_model_gets_the_higher_score()
    {
        var ranges = new[] { 0.35, 0.85 }.Select(skill => new SkillRanges
        {
            Skill = new ProbabilityRange(skill, skill),
        });
        var shares = ranges
            .Select(range => new SkillWorld(3, range))
            .Select(world =>
                ProbeQuestions
                    .All.SelectMany(set => set.Questions)
                    .Average(question => Grader.IsRight(question, Reply(world, question)) ? 1.0 : 0.0)
            )
            .ToList();

        Assert.True(shares[0] + 0.3 < shares[1], $"{shares[0]} and {shares[1]}");
    }

    private static string Reply(SkillWorld world, ProbeQuestion question) =>
        string.Concat(
            AnswerPlanner
                .Plan(
                    new AnswerRequest
                    {
                        Model = ModelCatalogue.Find("qwen3:8b")!,
                        Messages = [new PromptMessage("user", ProbePrompt.Of(question))],
                        World = world,
                        Temperature = 0,
                    }
                )
                .Content
        );
}
