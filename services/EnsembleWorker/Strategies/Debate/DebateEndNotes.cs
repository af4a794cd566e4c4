using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What the log of a debate says of its consensus, its plan and its end. Pure.</summary>
internal static class DebateEndNotes
{
    /// <summary>Why nothing that came out of a plan was executed: there are no tools.</summary>
    private const string NotExecuted = "not_executed";

    public static RunNote Consensus(DebateOutcome outcome, string language, DebateOptions options) =>
        new(EventNames.ConsensusReached, PayloadJson.Of(ConsensusOf(outcome, language, options)));

    public static RunNote Result(DebateResult result, DebateOptions options) =>
        new(
            EventNames.ExecutionResult,
            PayloadJson.Of(
                new
                {
                    part = result.Part.Id,
                    number = result.Number,
                    instruction = CutText.Middle(result.Part.Instruction, options.MaxSummaryCharacters),
                    result.Step.Step,
                    member = result.Member.Name,
                    result.Step.Model,
                    result.Step.Replica,
                    result.Step.Simulated,
                    result.Step.Replaced,
                    status = result.IsWritten ? "written" : "failed",
                    cause = result.Step.Cause,
                    summary = CutText.Middle(result.Step.Text.Trim(), options.MaxSummaryCharacters),
                    executed = (bool?)null,
                    reason = NotExecuted,
                }
            )
        );

    /// <param name="answer">The run's answer.</param>
    /// <param name="steps">All steps in their order.</param>
    /// <param name="outcome">Null when nobody had a position.</param>
    /// <param name="work">What became of the plan.</param>
    /// <param name="language">Of the run.</param>
    /// <param name="options">How much is told.</param>
    public static string Completed(
        StepResult answer,
        IReadOnlyList<StepResult> steps,
        DebateOutcome? outcome,
        DebateWork work,
        string language,
        DebateOptions options
    ) =>
        EndPayload.Of(
            answer,
            steps,
            new
            {
                agreement = outcome?.Consensus.Agreement,
                confidence = outcome?.Consensus.Confidence,
                consensus = outcome is null ? null : ConsensusOf(outcome, language, options),
                plan = PlanOf(work),
            }
        );

    private static object ConsensusOf(DebateOutcome outcome, string language, DebateOptions options)
    {
        var (talk, consensus) = (outcome.Talk, outcome.Consensus);
        var silent = talk.Voices.Where(voice => voice is { IsThere: true, HasPosition: false }).ToList();
        List<string> models = [.. silent.Select(voice => voice.Model)];
        return new
        {
            member = consensus.Winner.Voice.Member.Name,
            outcome.Step.Model,
            position = outcome.Position.Shown(options.MaxPositionCharacters),
            share = consensus.Share,
            confidence = consensus.Confidence,
            merged = outcome.IsMerged,
            rounds = talk.Rounds,
            stopped = talk.Stopped,
            votes = consensus.Votes.Select(vote => Vote(vote, vote.Group == consensus.Winner.Group)),
            dissent = consensus.Dissent.Select(vote => Dissent(vote, options.MaxSummaryCharacters)),
            abstained = silent.Select(Silent),
            failed = talk.Voices.Where(voice => !voice.IsThere).Select(Failed),
            disagreement = DebateTexts.Disagreement(consensus, models, language),
        };
    }

    private static object Vote(DebateVote vote, bool agrees) =>
        new
        {
            member = vote.Voice.Member.Name,
            vote.Voice.Model,
            agrees,
            vote.Weight,
            vote.Record,
            stated_confidence = vote.Voice.Position!.Confidence,
            vote.Score.Feasibility,
            vote.Score.Relevance,
            vote.Voice.Position.Reasons,
        };

    private static object Dissent(DebateVote vote, int most) =>
        new
        {
            member = vote.Voice.Member.Name,
            vote.Voice.Model,
            position = CutText.Middle(vote.Voice.Position!.Answer, most),
            vote.Voice.Position.Reasons,
        };

    private static object Silent(DebateVoice voice) =>
        new
        {
            member = voice.Member.Name,
            model = voice.Model,
            voice.Position!.Reasons,
        };

    private static object Failed(DebateVoice voice) =>
        new
        {
            member = voice.Member.Name,
            voice.Step.Model,
            voice.Step.Cause,
        };

    private static object? PlanOf(DebateWork work) =>
        work is { Results.Count: 0, Refused: "" }
            ? null
            : new
            {
                parts = work.Results.Count,
                written = work.Results.Count(result => result.IsWritten),
                work.Refused,
                executed = (bool?)null,
                reason = NotExecuted,
            };
}
