using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies.Refine;

/// <summary>What the log of a refinement says. Pure.</summary>
internal static class RefineNotes
{
    /// <summary>A verdict, also one that cannot be read: then "readable" is false and nothing of its text is told.</summary>
    /// <param name="step">The verifier's.</param>
    /// <param name="verdict">What was read from it; null for nothing.</param>
    /// <param name="round">0 for the draft's.</param>
    public static RunNote Verdict(StepResult step, RefineVerdict? verdict, int round) =>
        step.IsCompleted
            ? new RunNote(
                EventNames.DiscussionUpdate,
                PayloadJson.Of(
                    new
                    {
                        phase = "verdict",
                        round,
                        step.Step,
                        step.Model,
                        step.Replica,
                        step.Simulated,
                        readable = verdict is not null,
                        verdict?.Passed,
                        verdict?.Problems,
                        verdict?.Confidence,
                    }
                )
            )
            : StepNotes.Failure(step);

    /// <param name="best">The version that is the answer.</param>
    /// <param name="versions">All of them.</param>
    /// <param name="steps">All steps in their order.</param>
    /// <param name="stopped">Why it went no further.</param>
    /// <param name="models">The run's.</param>
    public static string Completed(
        RefineVersion best,
        IReadOnlyList<RefineVersion> versions,
        IReadOnlyList<StepResult> steps,
        string stopped,
        IReadOnlyList<RunModel> models
    )
    {
        var answer = best.Step;
        return EndPayload.Of(
            answer,
            steps,
            new
            {
                stopped,
                rounds = versions.Count - 1,
                verified = best.Verdict is not null,
                best.Verdict?.Passed,
                best.Verdict?.Confidence,
                verified_by_same_family = best.Verdict is not null
                    && RefineRule.IsSameFamily(models, answer.Model, best.Verifier),
                versions = versions.Select(Version),
            }
        );
    }

    private static object Version(RefineVersion version) =>
        new
        {
            version.Step.Step,
            version.Step.Model,
            version.Verifier,
            version.Verdict?.Passed,
            version.Verdict?.Problems,
            version.Verdict?.Confidence,
            unverified = version.WhyUnverified,
        };
}
