using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Strategies.Single;

/// <summary>One model answers; the router's next takes its place when it fails or says nothing.</summary>
internal sealed class SingleStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private const string AnswerStep = "answer";
    private readonly SingleOptions _options = options.Value.Runs.Single;

    public string Name => "single";

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var left = run.Models.Take(1 + _options.MaxReplacements).Select(model => model.Name).ToList();
        List<StepResult> steps = [];
        while (left.Count > 0)
        {
            var result = await run.StepAsync(Order(run, left, steps.Count), cancellationToken);
            steps.Add(result);
            if (result.HasText)
            {
                return new RunEnd.Completed(result, steps, EndPayload.Of(result, steps));
            }

            left = SingleRule.After(result, left);
        }

        return NoAnswer.Of(steps);
    }

    private static StepOrder Order(IRunSteps run, List<string> left, int asked) =>
        new()
        {
            Name = asked == 0 ? AnswerStep : $"{AnswerStep}-{asked + 1}",
            Model = left[0],
            Instead = [.. left.Skip(1)],
            Messages = run.Request.Messages,
            IsAnswer = true,
            Tell = StepNotes.FailureOnly,
        };
}
