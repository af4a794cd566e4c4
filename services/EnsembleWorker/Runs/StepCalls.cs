using System.Text;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Placement;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Failures;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// Carries a step out: asks a router where its model may run, and reads the answer to its end. A failure is a result;
/// only the caller's own cancellation is an exception.
/// </summary>
internal sealed class StepCalls(AnswerStarter starter, IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    private readonly RunsOptions _options = options.Value.Runs;

    /// <param name="run">The run's request.</param>
    /// <param name="order">What to ask whom.</param>
    /// <param name="live">Where the text goes while it is written; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the call at the replica at once.</param>
    public async Task<StepResult> RunAsync(
        StartRunRequest run,
        StepOrder order,
        LiveRun? live,
        CancellationToken cancellationToken
    )
    {
        var blank = new StepResult
        {
            Step = order.Name,
            Model = order.Model,
            StartedAt = clock.GetUtcNow(),
        };
        using var limit = new CancellationTokenSource(_options.StepLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var start = await starter.StartAsync(run.RunId, ToQuestion(run, order), either.Token);
            var result = await ToResultAsync(start, blank, live, either.Token);
            return result with { FinishedAt = clock.GetUtcNow() };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var message = $"Step '{order.Name}' took longer than the limit of {_options.StepLimit}.";
            return Failed(blank, "step_timed_out", message) with { FinishedAt = clock.GetUtcNow() };
        }
    }

    private static Question ToQuestion(StartRunRequest run, StepOrder order) =>
        new()
        {
            Model = order.Model,
            Messages = order.Messages,
            Sampling = run.Sampling ?? new Sampling(),
            Step = new RunStep(run.Strategy, order.Name, run.Task, run.Language),
            Terms = new PlacementTerms { Tenant = run.Tenant, Priority = run.Priority },
        };

    private async Task<StepResult> ToResultAsync(
        AnswerStart start,
        StepResult blank,
        LiveRun? live,
        CancellationToken cancellationToken
    )
    {
        switch (start)
        {
            case AnswerStart.Started started:
                await using (var answer = started.Answer)
                {
                    return await ReadAsync(answer, blank, live, cancellationToken);
                }

            case AnswerStart.Refused refused:
                return Failed(blank, refused.Error) with { Attempts = refused.Attempts };
            default:
                return Failed(blank, "no_single_model", $"'{blank.Model}' is not one model.");
        }
    }

    private async Task<StepResult> ReadAsync(
        IAnswer answer,
        StepResult blank,
        LiveRun? live,
        CancellationToken cancellationToken
    )
    {
        var choice = answer.Origin.Choice;
        var known = blank with
        {
            Model = choice.Model,
            Replica = choice.Replica,
            Simulated = choice.Simulated,
            Attempts = answer.Origin.Attempts,
        };
        live?.BeginAnswer(new AnswerWriter(blank.Step, choice.Model, choice.Replica, choice.Simulated));
        var text = new StringBuilder();
        var thought = 0;
        await foreach (var chunk in answer.ReadAsync(cancellationToken))
        {
            switch (chunk)
            {
                case { Failure: { } failure }:
                    return Failed(known, failure);
                case { Finished: { } finished }:
                    return Completed(known, text, finished);
                case { Delta: { } delta }:
                    text.Append(delta.Content);
                    thought += delta.Thinking.Length;
                    live?.Append(delta.Content, delta.Thinking);
                    break;
            }

            if (text.Length + thought > _options.MaxStepCharacters)
            {
                return known with { Text = text.ToString(), Reason = "length" };
            }
        }

        return Failed(known, "stream_broken", $"Replica '{choice.Replica}' broke off.");
    }

    private static StepResult Completed(StepResult known, StringBuilder text, Finished finished) =>
        known with
        {
            Text = text.ToString(),
            Reason = finished.Reason,
            PromptTokens = (int)finished.PromptTokens,
            OutputTokens = (int)finished.OutputTokens,
        };

    private static StepResult Failed(StepResult known, PlacementError error) =>
        Failed(known, error.Cause, error.Message);

    private static StepResult Failed(StepResult known, string cause, string message) =>
        known with
        {
            Cause = cause.Length > 0 ? cause : "failed",
            Message = message,
        };
}
