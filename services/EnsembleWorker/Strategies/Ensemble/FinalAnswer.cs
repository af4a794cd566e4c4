using Orchestrator.EnsembleWorker.Aggregation.Judging;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>Makes one answer of several that cannot be counted: they are ranked, and a model writes the final one.</summary>
internal sealed class FinalAnswer(
    IRunSteps run,
    MemberPlan plan,
    MemberVote vote,
    JudgeHealthBook health,
    EnsembleOptions options
)
{
    private const string SynthesisStep = "synthesis";

    /// <param name="members">One result per member; null for those that were not asked.</param>
    /// <param name="candidates">Those of them that have an answer, best model first.</param>
    /// <param name="news">What the user has said since.</param>
    /// <param name="cancellationToken">The run's.</param>
    public async Task<EnsembleOutcome> WriteAsync(
        IReadOnlyList<StepResult?> members,
        IReadOnlyList<StepResult> candidates,
        IReadOnlyList<string> news,
        CancellationToken cancellationToken
    )
    {
        var open = vote.Compare(members);
        var alike = CandidateRanking.ByLikeness(candidates, open);
        var judged = await new JudgeCalls(run, plan, health, options).RankAsync(alike, cancellationToken);
        run.Progress(new RunProgress(SynthesisStep, 0, 1));
        var synthesis = await SynthesizeAsync(judged.Ranked, news, cancellationToken);
        var answer = EnsembleRule.AfterSynthesis(synthesis, judged.Ranked);
        var method = answer == synthesis ? EnsembleMethod.Synthesis : EnsembleMethod.BestCandidate;
        return new EnsembleOutcome(answer, method, plan, members)
        {
            Open = open,
            Judged = judged,
            Further = [.. judged.Steps, synthesis],
        };
    }

    private Task<StepResult> SynthesizeAsync(
        IReadOnlyList<StepResult> ranked,
        IReadOnlyList<string> news,
        CancellationToken cancellationToken
    )
    {
        // Not the best member that there was to be: it may just have failed.
        var best = plan.BestOf(ranked);
        var writer = EnsembleRule.Synthesizer(best, options.Synthesizer);
        var conversation = new RunConversation(run.Request.Messages);
        conversation.Add(news);
        return run.StepAsync(
            new StepOrder
            {
                Name = SynthesisStep,
                Model = writer,
                Instead = writer.Equals(best.Name, StringComparison.OrdinalIgnoreCase) ? [] : [best.Name],
                Role = EnsembleRule.SynthesizerRole,
                Messages = SynthesisPrompt.Of(conversation, ranked, options.MaxCandidateCharacters),
                IsAnswer = true,
                Tell = StepNotes.FailureOnly,
            },
            cancellationToken
        );
    }
}
