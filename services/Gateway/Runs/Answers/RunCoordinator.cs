using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>
/// The one place where questions become answers, in every dialect: of one model call, which is made from here, or of a
/// run of several steps, which a worker carries out.
/// </summary>
internal sealed class RunCoordinator(
    AnswerStarter starter,
    RunCalls calls,
    RunStops stops,
    PlacementTelemetry telemetry,
    AnswerClock clock,
    IOptions<SeveralStepsLimits> options
)
{
    /// <param name="plan">Is told what is known before the first piece.</param>
    /// <param name="wantsWhole">The client takes nothing before the end of the answer.</param>
    /// <param name="cancellationToken">The client's hang-up, for the whole life of the answer and not only its start.</param>
    public async Task<AnswerStart> StartAsync(
        string runId,
        Question question,
        bool wantsWhole,
        RunPlan plan,
        CancellationToken cancellationToken
    )
    {
        var startedAt = clock.Timestamp;
        var askedAt = clock.Now;
        var start = await starter.StartAsync(runId, question, cancellationToken);
        if (start is not AnswerStart.SeveralSteps { Decision: var decision })
        {
            return start;
        }

        plan.Decision = decision;
        start = await StartRunAsync(runId, question, decision, askedAt, wantsWhole, cancellationToken);
        if (start is AnswerStart.Started { Answer: var answer })
        {
            telemetry.FirstToken(clock.Since(startedAt), answer.Origin);
        }

        return start;
    }

    private async Task<AnswerStart> StartRunAsync(
        string runId,
        Question question,
        RouteResponse decision,
        DateTimeOffset askedAt,
        bool wantsWhole,
        CancellationToken cancellationToken
    )
    {
        var request = StartRunRequests.From(runId, question, decision);
        var isTaken = false;
        try
        {
            var (taken, worker, status) = await calls.StartAsync(request, cancellationToken);
            isTaken = taken is not null || status.StatusCode == StatusCode.InvalidArgument;
            if (taken is null)
            {
                return new AnswerStart.Refused(RunErrors.NotTaken(status));
            }

            var run = new PendingRun(runId, askedAt, decision, wantsWhole, worker)
            {
                DeadlineLeft = question.Terms.Deadline - (clock.Now - askedAt),
            };
            return await BeginAsync(run, cancellationToken);
        }
        finally
        {
            // A call whose answer was lost may have started it all the same, and nobody waits for it any more.
            if (!isTaken)
            {
                stops.Add(runId, holder: null);
            }
        }
    }

    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "With the first piece the caller owns the answer; on every other path it is disposed below."
    )]
    private async Task<AnswerStart> BeginAsync(PendingRun run, CancellationToken cancellationToken)
    {
        var answer = new RunAnswer(run, calls, stops, options.Value, clock.Provider, cancellationToken);
        var isOurs = true;
        try
        {
            if (await answer.BeginAsync() is { } error)
            {
                return new AnswerStart.Refused(error);
            }

            isOurs = false;
            return new AnswerStart.Started(answer);
        }
        finally
        {
            if (isOurs)
            {
                await answer.DisposeAsync();
            }
        }
    }
}
