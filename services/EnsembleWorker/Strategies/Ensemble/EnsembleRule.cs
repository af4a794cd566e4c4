using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>What follows from the members' results. Pure.</summary>
internal static class EnsembleRule
{
    /// <summary>Stands in the options for the model that the router's configuration gives this role.</summary>
    public const string SynthesizerRole = "synthesizer";

    private const string RoutersChoice = "auto";

    /// <summary>The model that writes the final answer.</summary>
    public static string Synthesizer(RunModel best, string configured) =>
        configured.Length == 0 ? best.Name
        : configured.Equals(SynthesizerRole, StringComparison.OrdinalIgnoreCase) ? RoutersChoice
        : configured;

    /// <param name="members">One result per member, best model first; null for those that were not asked.</param>
    /// <param name="vote">Null when the answers cannot be counted.</param>
    /// <param name="hasNews">True when the user has said something since: no member knew of it.</param>
    public static EnsembleDecision AfterMembers(IReadOnlyList<StepResult?> members, VoteResult? vote, bool hasNews)
    {
        var candidates = members.OfType<StepResult>().Where(step => step.HasText).ToList();
        return candidates.Count switch
        {
            0 => new EnsembleDecision.Fail(NoAnswer.Of(members.OfType<StepResult>())),
            _ when hasNews => new EnsembleDecision.Synthesize(candidates),
            1 => new EnsembleDecision.Answer(candidates[0]),
            _ when vote is not null => new EnsembleDecision.Vote(
                candidates.First(candidate => candidate.Step == vote.Winner.Member),
                vote
            ),
            _ => new EnsembleDecision.Synthesize(candidates),
        };
    }

    /// <summary>A final answer that could not be written is replaced by the best candidate.</summary>
    public static StepResult AfterSynthesis(StepResult synthesis, IReadOnlyList<StepResult> candidates) =>
        synthesis.HasText ? synthesis : candidates[0];
}

/// <summary>What to do once all members are done.</summary>
internal abstract record EnsembleDecision
{
    private EnsembleDecision() { }

    /// <param name="Candidates">Best model first.</param>
    public sealed record Synthesize(IReadOnlyList<StepResult> Candidates) : EnsembleDecision;

    /// <summary>Only one member has an answer: it is the answer.</summary>
    public sealed record Answer(StepResult Only) : EnsembleDecision;

    /// <summary>The answers were counted.</summary>
    public sealed record Vote(StepResult Winner, VoteResult Result) : EnsembleDecision;

    public sealed record Fail(RunEnd.Failed End) : EnsembleDecision;
}
