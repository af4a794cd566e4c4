using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Failures;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>One model's answer to a step: asks a router where it may run, and reads the answer to its end.</summary>
internal sealed class ModelCall(AnswerStarter starter, IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    private readonly RunsOptions _options = options.Value.Runs;

    /// <param name="context">The run.</param>
    /// <param name="order">The step.</param>
    /// <param name="model">Who is asked.</param>
    /// <param name="share">What it may use.</param>
    /// <param name="ends">What ends it early; each but the caller's own is a result.</param>
    public async Task<StepResult> RunAsync(
        StepContext context,
        StepOrder order,
        string model,
        StepShare share,
        StepEnds ends
    )
    {
        var text = new StepText(order.Name, model, context.Live, clock);
        try
        {
            var question = StepQuestions.Of(context.Request, order, model, share.MaxTokens);
            var result = await starter.StartAsync(context.Request.RunId, question, ends.Token) switch
            {
                AnswerStart.Started started => await ReadAsync(context, started.Answer, text, share, ends),
                AnswerStart.Refused refused => Failed(text, refused.Error) with { Attempts = refused.Attempts },
                _ => text.Failed(new StepFailure("no_single_model", $"'{model}' is not one model.")),
            };
            // What looks like a fault of a replica may be our own end of the call.
            return result.IsCompleted || ends.Why is not { } why ? result : text.Failed(why);
        }
        catch (OperationCanceledException) when (ends.Why is not null)
        {
            // Not null: the filter has asked.
            return text.Failed(ends.Why!);
        }
    }

    private async Task<StepResult> ReadAsync(
        StepContext context,
        IAnswer answer,
        StepText text,
        StepShare share,
        StepEnds ends
    )
    {
        await using var owned = answer;
        text.Begin(answer.Origin);
        ends.WorkFor(context.Allowance.Left.GpuSeconds);
        await foreach (var chunk in answer.ReadAsync(ends.Token))
        {
            switch (chunk)
            {
                case { Failure: { } failure }:
                    return Failed(text, failure);
                case { Finished: { } finished }:
                    return text.Completed(finished);
                case { Delta: { } delta }:
                    text.Append(delta);
                    break;
            }

            if (text.Characters > _options.MaxStepCharacters || !share.MayGoOn(text.Pieces))
            {
                return text.Cut();
            }
        }

        return text.Failed(new StepFailure("stream_broken", $"Replica '{answer.Origin.Choice.Replica}' broke off."));
    }

    private static StepResult Failed(StepText text, PlacementError error) =>
        text.Failed(new StepFailure(error.Cause, error.Message));
}
