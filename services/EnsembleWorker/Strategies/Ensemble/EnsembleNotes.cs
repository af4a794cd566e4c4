using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>What the log of an ensemble says. Pure.</summary>
internal static class EnsembleNotes
{
    public static RunNote Member(StepResult member, int mostCharacters) =>
        member.IsCompleted
            ? new RunNote(
                EventNames.AiResponse,
                PayloadJson.Of(
                    new
                    {
                        member.Step,
                        member.Model,
                        member.Replica,
                        member.Simulated,
                        content = member.Text,
                        member.Reason,
                        member.PromptTokens,
                        member.OutputTokens,
                        cut_for_synthesis = CandidateText.IsTooLong(member.Text, mostCharacters),
                    }
                )
            )
            : Failure(member);

    /// <summary>A synthesis that worked is told by the run's end.</summary>
    public static RunNote? Synthesis(StepResult synthesis) => synthesis.IsCompleted ? null : Failure(synthesis);

    public static string Completed(StepResult answer, IReadOnlyList<StepResult> steps, int members) =>
        PayloadJson.Of(
            new
            {
                answer.Step,
                answer.Model,
                answer.Replica,
                answer.Simulated,
                answer.Reason,
                prompt_tokens = steps.Sum(step => step.PromptTokens),
                output_tokens = steps.Sum(step => step.OutputTokens),
                members = steps.Take(members).Select(MemberResult),
            }
        );

    private static object MemberResult(StepResult member) =>
        new
        {
            member.Step,
            member.Model,
            member.Replica,
            member.Simulated,
            result = member.IsCompleted ? "completed" : member.Cause,
            member.Attempts,
            member.PromptTokens,
            member.OutputTokens,
        };

    private static RunNote Failure(StepResult step) =>
        new(
            EventNames.Error,
            PayloadJson.Of(
                new
                {
                    step.Step,
                    step.Model,
                    step.Replica,
                    step.Cause,
                    step.Message,
                }
            )
        );
}
