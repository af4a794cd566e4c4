using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Placement.Attempts;

/// <summary>
/// The first choice of a decision, and a second copy of the call elsewhere once its first token is late: the first of the
/// two to give a token answers, the other one is cancelled. Never after the first token: by then there is no race.
/// </summary>
internal sealed class AttemptRace(ReplicaAttempts attempts, PlacementTelemetry telemetry, AnswerClock clock)
{
    /// <returns>The answer, which the caller then owns, or why the first choice gives none.</returns>
    public async Task<Tried> RunAsync(
        PendingAnswer run,
        RouteResponse decision,
        HedgePlan plan,
        CancellationToken cancellationToken
    )
    {
        var racers = new List<Contestant>(2);
        try
        {
            racers.Add(Begin(run, decision, decision.Choices[0], isHedge: false, cancellationToken));
            if (!await IsLateAsync(racers[0].Result, plan.After, cancellationToken))
            {
                return await TakeAsync(racers[0], racers);
            }

            racers.Add(Begin(run, decision, plan.Choice, isHedge: true, cancellationToken));
            return await FinishAsync(run, racers[0], racers[1], racers);
        }
        finally
        {
            // Whoever is left has lost.
            foreach (var loser in racers)
            {
                await loser.AbandonAsync();
            }
        }
    }

    private Contestant Begin(
        PendingAnswer run,
        RouteResponse decision,
        Choice choice,
        bool isHedge,
        CancellationToken cancellationToken
    ) => new(choice, token => attempts.TryAsync(run, decision, choice, isHedge, token), cancellationToken);

    private async Task<bool> IsLateAsync(Task first, TimeSpan after, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(after, clock.Provider, enough.Token);
        await Task.WhenAny(first, late);
        await enough.CancelAsync();
        return late.IsCompletedSuccessfully && !first.IsCompleted;
    }

    /// <summary>The failure of one leaves the race to the other; what the walk goes on with is the first choice's.</summary>
    private async Task<Tried> FinishAsync(
        PendingAnswer run,
        Contestant first,
        Contestant hedge,
        List<Contestant> racers
    )
    {
        try
        {
            await Task.WhenAny(first.Result, hedge.Result);
            if (first.Result.IsCompleted && await TakeAsync(first, racers) is var tried && IsFinal(tried))
            {
                telemetry.Hedge(HedgeResult.Lost);
                return tried;
            }

            var copy = await TakeAsync(hedge, racers);
            telemetry.Hedge(Result(copy));
            if (copy.Failure is not { } failure)
            {
                return copy;
            }

            run.Search.RememberHedge(failure, hedge.Choice);
        }
        catch (OperationCanceledException)
        {
            telemetry.Hedge(HedgeResult.Cancelled);
            throw;
        }

        return await TakeAsync(first, racers);
    }

    private static bool IsFinal(Tried tried) => tried.Failure is not { TryElsewhere: true };

    private static HedgeResult Result(Tried hedge) =>
        hedge.Answer is not null ? HedgeResult.Won
        : hedge.Failure is { Report: AttemptResult.Failed } ? HedgeResult.Failed
        : HedgeResult.Refused;

    /// <summary>Waits for the end of one try, and takes it out of the race when it has won.</summary>
    private static async Task<Tried> TakeAsync(Contestant racer, List<Contestant> racers)
    {
        var tried = await racer.Result;
        if (tried.Answer is not { } answer)
        {
            return tried;
        }

        racers.Remove(racer);
        return tried with { Answer = racer.Take(answer) };
    }
}
