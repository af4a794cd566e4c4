using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Runs.StepCache;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>
/// Carries a step out: unless the answer is known, its own model is asked, then those that may take its place, one after the
/// other. A failure is a result; only the caller's own cancellation is an exception.
/// </summary>
internal sealed class StepCalls(
    ModelCall call,
    KnownSteps known,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock
)
{
    private readonly RunsOptions _options = options.Value.Runs;

    /// <param name="context">The run.</param>
    /// <param name="order">What to ask whom.</param>
    /// <param name="cancellationToken">Ends the call at the replica at once.</param>
    public async Task<StepResult> RunAsync(StepContext context, StepOrder order, CancellationToken cancellationToken)
    {
        var key = known.KeyOf(context.Request, order);
        if (known.Find(key, order) is { } answer)
        {
            return answer;
        }

        var result = await AskAsync(context, order, cancellationToken);
        known.Add(key, result);
        return result;
    }

    private async Task<StepResult> AskAsync(StepContext context, StepOrder order, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetUtcNow();
        using var ends = new StepEnds(order, _options.StepLimit, context.Allowance, clock, cancellationToken);
        var tries = new List<StepResult>();
        foreach (var model in StepTries.Models(order))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ends.Why is { } why)
            {
                tries.Add(StepTries.NotCalled(order, model, why));
                break;
            }

            var result = await TryAsync(context, order, model, ends);
            tries.Add(result);
            if (!StepTries.MayReplace(result))
            {
                break;
            }
        }

        return StepTries.Sum(tries) with
        {
            StartedAt = startedAt,
            FinishedAt = clock.GetUtcNow(),
        };
    }

    private async Task<StepResult> TryAsync(StepContext context, StepOrder order, string model, StepEnds ends)
    {
        var sampling = StepQuestions.SamplingOf(context.Request, order);
        uint? wanted = sampling.MaxTokens > 0 ? sampling.MaxTokens : null;
        var meter = context.Allowance.Meter;
        using var share = meter.TryReserve(PromptTokens.Of(order.Messages), wanted);
        if (share is null)
        {
            return StepTries.NotCalled(order, model, StepTries.BudgetExhausted);
        }

        var result = await call.RunAsync(context, order, model, share, ends);
        meter.Settle(share, result);
        return result;
    }
}
