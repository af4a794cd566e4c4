using System.Globalization;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>The model calls of one cascade.</summary>
internal sealed class CascadeCalls(IRunSteps run, CascadePlan plan, CascadeOptions options)
{
    public static string Step(int at) => string.Create(CultureInfo.InvariantCulture, $"rung-{at + 1}");

    /// <summary>The last rung's answer is the run's: it is told while it is written, and nobody asks how sure it is.</summary>
    public async Task<RungResult> LastAsync(int at, CancellationToken cancellationToken)
    {
        var model = plan.Rungs[at];
        var order = Order(at) with
        {
            Instead = Reserve.Of(plan.Reserve, 0, 1, options.MaxReplacements),
            IsAnswer = true,
            Tell = StepNotes.FailureOnly,
        };
        var result = await run.StepAsync(order, cancellationToken);
        return new RungResult
        {
            Model = model,
            Answer = result.HasText ? result : null,
            Steps = [result],
            Confidence = model.Quality,
        };
    }

    public async Task<RungResult> AskAsync(int at, CancellationToken cancellationToken)
    {
        var model = plan.Rungs[at];
        var first = await run.StepAsync(Order(at), cancellationToken);
        if (!first.HasText)
        {
            return new RungResult { Model = model, Steps = [first] };
        }

        if (CanonicalAnswer.Of(first.Text) is null)
        {
            var check =
                options.CheckOpenAnswers && plan.Further > 0 ? await CheckAsync(at, first, cancellationToken) : null;
            return CascadeRule.OfCheck(model, first, check, options);
        }

        var further = Enumerable.Range(2, Math.Min(options.Samples - 1, plan.Further));
        var samples = await Task.WhenAll(further.Select(number => SampleAsync(at, number, cancellationToken)));
        return CascadeRule.OfSamples(model, [first, .. samples], options);
    }

    private StepOrder Order(int at) =>
        new()
        {
            Name = Step(at),
            Model = plan.Rungs[at].Name,
            Messages = run.Request.Messages,
            Tell = step => StepNotes.Answer(step),
        };

    private Task<StepResult> SampleAsync(int at, int number, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Step(at)}-sample-{number}");
        var order = Order(at) with
        {
            Name = name,
            Sampling = Resampling.Of(run.Request, name, options.SampleTemperature),
            Tell = StepNotes.FailureOnly,
        };
        return run.StepAsync(order, cancellationToken);
    }

    private Task<StepResult> CheckAsync(int at, StepResult answer, CancellationToken cancellationToken)
    {
        var text = CutText.Middle(answer.Text, options.MaxCheckedCharacters);
        var order = Order(at) with
        {
            Name = $"{Step(at)}-check",
            Messages = SelfCheckPrompt.Of(run.Request.Messages, text),
            JsonSchema = SelfCheck.Schema,
            Sampling = StepSampling.Verdict(run.Request),
            Tell = StepNotes.FailureOnly,
        };
        return run.StepAsync(order, cancellationToken);
    }
}
