using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What the log of a debate says while it goes on. Pure.</summary>
internal static class DebateNotes
{
    public static RunNote Position(DebateMember member, StepResult step, DebatePosition? position, int most) =>
        position is null
            ? StepNotes.Failure(step)
            : Update(
                new
                {
                    phase = "position",
                    round = 0,
                    step.Step,
                    member = member.Name,
                    step.Model,
                    step.Replica,
                    step.Simulated,
                    step.Replaced,
                    readable = position.IsStructured,
                    abstains = position.Abstains,
                    position = CutText.Middle(position.Answer, most),
                    position.Reasons,
                    position.Confidence,
                    parts = position.Parts.Count,
                }
            );

    public static RunNote Revision(DebateVoice before, StepResult step, DebateRevision revision, int round, int most) =>
        !step.IsCompleted
            ? StepNotes.Failure(step)
            : Update(
                new
                {
                    phase = "revision",
                    round,
                    step.Step,
                    member = before.Member.Name,
                    step.Model,
                    step.Replica,
                    step.Simulated,
                    readable = revision.IsReadable,
                    revision.Critiques,
                    changed = revision.IsChanged,
                    explained = revision.IsExplained,
                    revision.ConvincedBy,
                    position = CutText.Middle(revision.Position.Answer, most),
                    revision.Position.Confidence,
                }
            );

    public static RunNote Groups(StepResult step, DebateGroups? groups, IReadOnlyList<DebateVoice> voices, int round) =>
        !step.IsCompleted
            ? StepNotes.Failure(step)
            : Update(
                new
                {
                    phase = "comparison",
                    round,
                    step.Step,
                    step.Model,
                    step.Replica,
                    step.Simulated,
                    readable = groups is not null,
                    positions = groups?.Count,
                    of = groups?.Of.Select((group, at) => new { member = voices[at].Member.Name, group }),
                }
            );

    public static RunNote Scores(StepResult step, DebateScores scores, IReadOnlyList<DebateVoice> voices) =>
        !step.IsCompleted
            ? StepNotes.Failure(step)
            : Update(
                new
                {
                    phase = "scores",
                    step.Step,
                    step.Model,
                    step.Replica,
                    step.Simulated,
                    readable = scores.Of.Count > 0,
                    scores.Compatible,
                    of = voices
                        .Where(voice => scores.Of.ContainsKey(voice.Member.Label))
                        .Select(voice => Score(voice.Member, scores.Of[voice.Member.Label])),
                }
            );

    public static RunNote Merge(StepResult step, DebatePosition? merged, int most) =>
        merged is null
            ? StepNotes.Failure(step)
            : Update(
                new
                {
                    phase = "merge",
                    step.Step,
                    step.Model,
                    step.Replica,
                    step.Simulated,
                    readable = merged.IsStructured,
                    position = CutText.Middle(merged.Answer, most),
                    parts = merged.Parts.Count,
                }
            );

    private static object Score(DebateMember member, DebateScore score) =>
        new
        {
            member = member.Name,
            score.Relevance,
            score.Feasibility,
        };

    private static RunNote Update<T>(T payload) => new(EventNames.DiscussionUpdate, PayloadJson.Of(payload));
}
