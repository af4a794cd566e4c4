namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>A member and what it holds now.</summary>
/// <param name="Member">The place, with the model that really has it.</param>
/// <param name="Step">The step that its position comes from.</param>
/// <param name="Position">Null when nobody has the place.</param>
internal sealed record DebateVoice(DebateMember Member, StepResult Step, DebatePosition? Position)
{
    public string Model => Member.Model.Name;

    public bool IsThere => Position is not null;

    public bool HasPosition => Position is { Abstains: false };

    /// <summary>A member after its first step. A model that the run does not know has an unknown record.</summary>
    public static DebateVoice Of(
        DebateMember member,
        StepResult step,
        bool hasPlan,
        IEnumerable<RunModel> models,
        DebateOptions options
    )
    {
        var model =
            models.FirstOrDefault(known => known.Name.Equals(step.Model, StringComparison.OrdinalIgnoreCase))
            ?? new RunModel { Name = step.Model, Family = step.Model };
        return new DebateVoice(
            member with
            {
                Model = model,
            },
            step,
            step.IsCompleted ? DebatePosition.Of(step.Text, hasPlan, options) : null
        );
    }
}
