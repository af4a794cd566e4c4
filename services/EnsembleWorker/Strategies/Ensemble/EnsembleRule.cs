namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>Who takes part, and what follows from the results. Pure.</summary>
internal static class EnsembleRule
{
    /// <summary>The best models of the run, each once.</summary>
    public static IReadOnlyList<Member> Members(IEnumerable<string> models, int most) =>
        [
            .. models
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(most)
                .Select((model, index) => new Member($"member-{index + 1}", model)),
        ];

    /// <summary>The model that writes the final answer.</summary>
    public static string Synthesizer(IReadOnlyList<Member> members, string configured) =>
        configured.Length > 0 ? configured : members[0].Model;

    /// <param name="members">One result per member, best model first.</param>
    public static EnsembleDecision AfterMembers(IReadOnlyList<StepResult> members)
    {
        var candidates = members.Where(HasAnswer).ToList();
        return candidates.Count switch
        {
            0 => Fail(members),
            1 => new EnsembleDecision.Answer(candidates[0]),
            _ => new EnsembleDecision.Synthesize(candidates),
        };
    }

    /// <summary>A final answer that could not be written is replaced by the best candidate.</summary>
    public static StepResult AfterSynthesis(StepResult synthesis, IReadOnlyList<StepResult> candidates) =>
        HasAnswer(synthesis) ? synthesis : candidates[0];

    private static bool HasAnswer(StepResult step) => step.IsCompleted && !string.IsNullOrWhiteSpace(step.Text);

    private static EnsembleDecision.Fail Fail(IReadOnlyList<StepResult> members)
    {
        var first = members.FirstOrDefault(member => !member.IsCompleted);
        return first is null
            ? new EnsembleDecision.Fail("empty_answers", "No model had an answer.")
            : new EnsembleDecision.Fail(first.Cause, first.Message);
    }
}

/// <param name="Step">Name of the step.</param>
internal sealed record Member(string Step, string Model);

/// <summary>What to do once all members are done.</summary>
internal abstract record EnsembleDecision
{
    private EnsembleDecision() { }

    public sealed record Synthesize(IReadOnlyList<StepResult> Candidates) : EnsembleDecision;

    /// <summary>Only one member has an answer: it is the answer.</summary>
    public sealed record Answer(StepResult Only) : EnsembleDecision;

    public sealed record Fail(string Cause, string Message) : EnsembleDecision;
}
