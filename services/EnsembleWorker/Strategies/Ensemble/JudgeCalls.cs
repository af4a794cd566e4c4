using System.Globalization;
using Orchestrator.EnsembleWorker.Aggregation.Judging;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>
/// Models that are no members compare the candidates in pairs, each pair in both orders. A judge that fails, says nothing readable or
/// changes its mind with the order decides nothing.
/// </summary>
internal sealed class JudgeCalls(IRunSteps run, MemberPlan plan, JudgeHealthBook health, EnsembleOptions options)
{
    private const string JudgeRole = "judge";

    /// <param name="candidates">The one that is expected to be best first: of equals it stays so.</param>
    /// <param name="cancellationToken">The run's.</param>
    /// <returns>The candidates as they were where nobody could judge.</returns>
    public async Task<JudgedCandidates> RankAsync(
        IReadOnlyList<StepResult> candidates,
        CancellationToken cancellationToken
    )
    {
        var judges = JudgePanel.Of(run.Models, plan.ModelsOf(candidates), options.Judges);
        if (judges.Count == 0 || candidates.Count < 2)
        {
            return new JudgedCandidates(candidates, [], false);
        }

        var mostPairs = options.MaxJudgeCalls / (2 * judges.Count);
        List<PairResult> done = [];
        List<StepResult> steps = [];
        while (PairwisePlan.Next(candidates.Count, done, mostPairs) is { Count: > 0 } next)
        {
            var orders = judges.SelectMany((judge, at) => next.SelectMany(pair => Orders(judge, at, candidates, pair)));
            var judged = await StepGroup.AskAsync(run, [.. orders], order => run.StepAsync(order, cancellationToken));
            done.AddRange(next.Select((pair, number) => Result(judges, candidates, pair, judged, number, next.Count)));
            steps.AddRange(judged);
            run.Progress(new RunProgress("judging", done.Count, 0));
        }

        var ranking = BradleyTerry.Ranking(BradleyTerry.Of(candidates.Count, done));
        return new JudgedCandidates(
            [.. ranking.Select(at => candidates[at])],
            steps,
            done.Exists(result => !result.IsEmpty)
        );
    }

    private StepOrder[] Orders(RunModel judge, int at, IReadOnlyList<StepResult> candidates, CandidatePair pair)
    {
        var (first, second) = (candidates[pair.First], candidates[pair.Second]);
        return [Order(judge, at, first, second), Order(judge, at, second, first)];
    }

    /// <param name="judged">Judge by judge, of each all pairs, of each both orders: one by one each judge is loaded once.</param>
    private PairResult Result(
        IReadOnlyList<RunModel> judges,
        IReadOnlyList<StepResult> candidates,
        CandidatePair pair,
        IReadOnlyList<StepResult> judged,
        int number,
        int pairs
    )
    {
        var (first, second) = (candidates[pair.First], candidates[pair.Second]);
        var verdicts = judges.Select(
            (judge, at) =>
            {
                var place = 2 * ((at * pairs) + number);
                var verdict = new PairVerdict(Read(judged[place]), Read(judged[place + 1]));
                health.Add(judge.Name, verdict, first.Text.Length, second.Text.Length);
                return (verdict.WithoutPleading(first.Text, second.Text), Weight: 1.0);
            }
        );
        return PairResult.Of(pair, verdicts);
    }

    private static JudgeChoice? Read(StepResult step) => step.IsCompleted ? JudgeVerdict.Read(step.Text) : null;

    private StepOrder Order(RunModel judge, int at, StepResult a, StepResult b) =>
        new()
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"judge-{at + 1}-{a.Step}-{b.Step}"),
            Model = judge.Name,
            Role = JudgeRole,
            JsonSchema = JudgePrompt.Schema,
            Sampling = StepSampling.Verdict(run.Request),
            Messages = JudgePrompt.Of(run.Request.Messages, a.Text, b.Text, options.MaxCandidateCharacters),
            Tell = StepNotes.FailureOnly,
        };
}

/// <param name="Ranked">Best first.</param>
/// <param name="Steps">What the judges were asked.</param>
/// <param name="IsJudged">False where no judge has decided anything.</param>
internal sealed record JudgedCandidates(
    IReadOnlyList<StepResult> Ranked,
    IReadOnlyList<StepResult> Steps,
    bool IsJudged
);
