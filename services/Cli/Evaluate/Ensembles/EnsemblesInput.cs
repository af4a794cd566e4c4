namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>The arguments as they were written; numbers are still text, so that all that is wrong is told at once.</summary>
internal sealed record EnsemblesInput
{
    /// <summary>Null: the simulator's question bank.</summary>
    public string? Answers { get; init; }

    public bool Bank { get; init; }

    public string? Members { get; init; }

    public string? Worlds { get; init; }

    public string? Questions { get; init; }

    public string? Resamples { get; init; }

    public string? Seed { get; init; }

    public string? Gpu { get; init; }

    public string? Cells { get; init; }

    public bool KnownSkills { get; init; }

    public string? Picture { get; init; }

    public bool Json { get; init; }
}
