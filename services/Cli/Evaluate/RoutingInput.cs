namespace Orchestrator.Cli.Evaluate;

/// <summary>The arguments as they were written; numbers are still text, so that all that is wrong is told at once.</summary>
internal sealed record RoutingInput
{
    public string Outcomes { get; init; } = "";

    public string? Train { get; init; }

    public string? Folds { get; init; }

    public string? Trees { get; init; }

    public string? Resamples { get; init; }

    public string? Seed { get; init; }

    public string? Picture { get; init; }

    public bool PromptOnly { get; init; }

    public bool Json { get; init; }
}
