using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Runs;
using Orchestrator.Gateway.Runs.Answers;
using Orchestrator.Placement;
using Orchestrator.Placement.Answers;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Responses;

/// <summary>Pulls one run and writes it in the caller's dialect: one chunk in flight, nothing collected here.</summary>
internal sealed class RunRelay(RunCoordinator coordinator, IOptions<RunLimits> limits, IdSource ids, TimeProvider clock)
{
    public async Task RelayAsync(HttpContext context, Question question, IAnswerWriter writer)
    {
        var runId = ids.NextText();
        context.Response.Headers[RunHeaders.Run] = runId;

        // The run's own token: it also ends when a sign of life could not be written.
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var plan = new RunPlan();
        var starting = coordinator.StartAsync(runId, question, writer.WantsWhole, plan, hangUp.Token);
        try
        {
            await ShowLifeAsync(starting, () => RunHeaders.Set(context.Response, plan.Decision), writer, hangUp.Token);
        }
        catch
        {
            await hangUp.CancelAsync();
            await AbandonAsync(starting);
            throw;
        }

        await AnswerAsync(await starting, writer, hangUp.Token);
    }

    private async Task ShowLifeAsync(
        Task starting,
        Action before,
        IAnswerWriter writer,
        CancellationToken cancellationToken
    )
    {
        if (!writer.CanWait || starting.IsCompleted)
        {
            return;
        }

        using var beat = new PeriodicTimer(limits.Value.HeartbeatAfter, clock);
        var tick = beat.WaitForNextTickAsync(cancellationToken).AsTask();
        while (await Task.WhenAny(starting, tick) == tick)
        {
            await tick;
            before();
            await writer.WaitingAsync(cancellationToken);
            tick = beat.WaitForNextTickAsync(cancellationToken).AsTask();
        }
    }

    private static async Task AnswerAsync(AnswerStart start, IAnswerWriter writer, CancellationToken cancellationToken)
    {
        switch (start)
        {
            case AnswerStart.Refused refused:
                await writer.RefuseAsync(refused.Error.ToGateway(), cancellationToken);
                break;
            case AnswerStart.Started { Answer: var answer }:
                await using (answer)
                {
                    await WriteAsync(answer, writer, cancellationToken);
                }

                break;
        }
    }

    private static async Task WriteAsync(IAnswer answer, IAnswerWriter writer, CancellationToken cancellationToken)
    {
        writer.Begin(answer.Origin);
        await foreach (var chunk in answer.ReadAsync(cancellationToken))
        {
            await writer.WriteAsync(chunk, cancellationToken);
            if (!writer.WantsMore)
            {
                return;
            }
        }
    }

    private static async Task AbandonAsync(Task<AnswerStart> starting)
    {
        try
        {
            if (await starting is AnswerStart.Started { Answer: var answer })
            {
                await answer.DisposeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // That is what was asked for; the reason to give up is already on its way to the caller.
        }
    }
}
