using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;
using Orchestrator.EnsembleWorker.Aggregation.Dissent;
using Orchestrator.EnsembleWorker.Aggregation.Voting;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>What the log of an ensemble says. Pure.</summary>
internal static class EnsembleNotes
{
    public static RunNote Member(StepResult member, int mostCharacters) =>
        StepNotes.Answer(member, further: new { cut_for_synthesis = CutText.IsTooLong(member.Text, mostCharacters) });

    /// <summary>What the members agree on, and who does not: right before the end, where a vote decided.</summary>
    public static IReadOnlyList<RunNote> Consensus(EnsembleOutcome outcome, string language) =>
        outcome is { Method: EnsembleMethod.Vote, Vote: { } vote }
            ?
            [
                new RunNote(
                    EventNames.ConsensusReached,
                    PayloadJson.Of(
                        new
                        {
                            outcome.Method,
                            outcome.Answer.Step,
                            answer = Short(vote.Shares[0]),
                            agreement = Round(vote.Agreement),
                            confidence = Round(vote.Confidence),
                            members = StepsOf(vote.Shares[0]),
                            dissent = vote.Shares.Skip(1).Select(Dissent),
                            abstained = vote.Abstained.Select(ballot => ballot.Member),
                            disagreement = DisagreementText.Of(vote, language),
                        }
                    )
                ),
            ]
            : [];

    public static string Completed(EnsembleOutcome outcome, string language)
    {
        var (answer, vote) = (outcome.Answer, outcome.Vote);
        return EndPayload.Of(
            answer,
            outcome.Steps,
            new
            {
                outcome.Method,
                outcome.Plan.Mix,
                stopped_early = outcome.Members.Any(member => member is null or { Cause: StepCauses.CutOff }),
                agreement = Agreement(outcome),
                confidence = vote is null ? null : (double?)Round(vote.Confidence),
                dissent = Dissents(outcome),
                abstained = vote?.Abstained.Select(ballot => ballot.Member),
                disagreement = vote is null ? null : DisagreementText.Of(vote, language),
                ranked_by = outcome.Judged switch
                {
                    { IsJudged: true } => "judges",
                    not null => "likeness",
                    null => null,
                },
                ranking = outcome.Judged?.Ranked.Select(candidate => candidate.Step),
                further = outcome.Further.Select(StepNotes.Member),
            },
            outcome.Members.Select((member, at) => MemberResult(outcome.Plan.Members[at], member))
        );
    }

    private static object MemberResult(Member member, StepResult? result) =>
        result is not null
            ? StepNotes.Member(result)
            : new
            {
                member.Step,
                model = member.Model.Name,
                result = "not_asked",
            };

    /// <summary>Of counted answers by number; of others by how much of their weight is alike.</summary>
    private static double? Agreement(EnsembleOutcome outcome) =>
        outcome.Vote is { } vote ? Round(vote.Agreement)
        : outcome.Open is { } open ? Round(open.Agreement)
        : null;

    private static IEnumerable<object>? Dissents(EnsembleOutcome outcome) =>
        outcome.Vote is { } vote
            ? vote.Shares.Skip(1).Select(Dissent)
            : outcome
                .Open?.Clusters.Where(cluster => !cluster.Contains(outcome.Open.Winner))
                .Select(cluster =>
                    (object)
                        new
                        {
                            members = cluster.Select(ballot => ballot.Member),
                            models = cluster.Select(ballot => ballot.Model).Distinct(StringComparer.Ordinal),
                        }
                );

    private static object Dissent(VoteShare share) =>
        new
        {
            answer = Short(share),
            share = Round(share.Share),
            members = StepsOf(share),
            models = share.Ballots.Select(ballot => ballot.Model).Distinct(StringComparer.Ordinal),
        };

    private static string Short(VoteShare share) => CanonicalAnswer.Read(share.Ballots[0].Text)?.Written ?? share.Key;

    private static IEnumerable<string> StepsOf(VoteShare share) => share.Ballots.Select(ballot => ballot.Member);

    private static double Round(double value) => Math.Round(value, 4);
}
