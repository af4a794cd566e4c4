using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Aggregation.Judging;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>
/// Several models answer, or the best one several times. Short answers are counted, and nobody is asked whose answer would change
/// nothing; of other answers one model writes the final one.
/// </summary>
internal sealed class EnsembleStrategy(
    IOptions<EnsembleWorkerOptions> options,
    JudgeHealthBook judges,
    TimeProvider clock
) : IStrategy
{
    private readonly EnsembleOptions _options = options.Value.Runs.Ensemble;

    public string Name => "ensemble";

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var plan = MemberPlan.Of(run.Request, run.Models, _options);
        var vote = new MemberVote(plan, _options);
        var writer = EnsembleRule.Synthesizer(plan.Best, _options.Synthesizer);
        var waves = WavePlan.Of(run.Request, plan.Members, writer, _options);
        var calls = new MemberCalls(run, plan, vote, _options, clock);
        var members = await calls.AskAsync(waves, cancellationToken);
        var news = await NewsAsync(run, cancellationToken);
        switch (EnsembleRule.AfterMembers(members, vote.Of(members), news.Count > 0))
        {
            case EnsembleDecision.Fail fail:
                return fail.End;
            case EnsembleDecision.Answer one:
                return End(run, new EnsembleOutcome(one.Only, EnsembleMethod.OnlyAnswer, plan, members));
            case EnsembleDecision.Vote counted:
                var result = new EnsembleOutcome(counted.Winner, EnsembleMethod.Vote, plan, members);
                return End(run, result with { Vote = counted.Result });
            case EnsembleDecision.Synthesize several:
                var answer = new FinalAnswer(run, plan, vote, judges, _options);
                return End(run, await answer.WriteAsync(members, several.Candidates, news, cancellationToken));
            case var other:
                throw new InvalidOperationException($"No such decision: {other}.");
        }
    }

    // Members answer what was asked at the beginning; what the user adds meanwhile is for whoever writes the final answer.
    private static Task<IReadOnlyList<string>> NewsAsync(IRunSteps run, CancellationToken cancellationToken) =>
        run.Request.Interactive
            ? run.InboxAsync("synthesis", TimeSpan.Zero, cancellationToken)
            : Task.FromResult<IReadOnlyList<string>>([]);

    private static RunEnd.Completed End(IRunSteps run, EnsembleOutcome outcome) =>
        new(outcome.Answer, outcome.Steps, EnsembleNotes.Completed(outcome, run.Request.Language))
        {
            Notes = EnsembleNotes.Consensus(outcome, run.Request.Language),
        };
}
