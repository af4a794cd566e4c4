using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>
/// The cheapest model answers first and says how sure it is; a better one is asked only where what it is expected to gain is worth its
/// price, the swap included (FrugalGPT, AutoMix).
/// </summary>
internal sealed class CascadeStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private readonly CascadeOptions _options = options.Value.Runs.Cascade;

    public string Name => "cascade";

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var plan = CascadePlan.Of(run.Request, run.Models, _options);
        var calls = new CascadeCalls(run, plan, _options);
        List<RungResult> rungs = [];
        for (var at = 0; at < plan.Rungs.Count; at++)
        {
            run.Progress(new RunProgress("rungs", at, plan.Rungs.Count));
            if (at == plan.Rungs.Count - 1)
            {
                rungs.Add(await calls.LastAsync(at, cancellationToken));
                break;
            }

            var rung = await DecideAsync(run, plan, at, await calls.AskAsync(at, cancellationToken), cancellationToken);
            rungs.Add(rung);
            if (rung.Escalation is { IsTaken: false })
            {
                break;
            }
        }

        return End(rungs);
    }

    private static RunEnd End(List<RungResult> rungs)
    {
        var steps = rungs.SelectMany(rung => rung.Steps).ToList();
        return CascadeRule.Best(rungs)?.Answer is { } answer
            ? new RunEnd.Completed(answer, steps, CascadeNotes.Completed(answer, rungs))
            : NoAnswer.Of(steps);
    }

    /// <remarks>Committed with its numbers: what is left of the budget is another figure after a takeover.</remarks>
    private async Task<RungResult> DecideAsync(
        IRunSteps run,
        CascadePlan plan,
        int at,
        RungResult rung,
        CancellationToken cancellationToken
    )
    {
        var next = plan.Rungs[at + 1];
        if (rung.Answer is null)
        {
            return rung with { Escalation = new Escalation(true, Escalation.Failed, next.Name, next.Quality, 0) };
        }

        var wanted = CascadeRule.Escalate(rung, next, plan.Price, _options);
        var decided = await run.DecideAsync(
            $"{CascadeCalls.Step(at)}-decision",
            () =>
            {
                var because = wanted.IsTaken && run.Left.IsNothing ? StepCauses.BudgetExhausted : wanted.Because;
                var note = CascadeNotes.Decision(
                    rung with
                    {
                        Escalation = wanted,
                    },
                    next,
                    because == Escalation.GainExceedsPrice,
                    because
                );
                return new RunDecision(because, note);
            },
            cancellationToken
        );
        return rung with
        {
            Escalation = wanted with { IsTaken = decided == Escalation.GainExceedsPrice, Because = decided },
        };
    }
}
