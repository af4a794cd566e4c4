using System.Collections.Immutable;
using Orchestrator.Files;

namespace Orchestrator.Cli.Simulate;

/// <summary>The arguments as they were written. Numbers are still text, so that all that is wrong can be told at once.</summary>
internal sealed record SimulateInput
{
    /// <summary>What is no option of the command, each with what may have been meant.</summary>
    public ImmutableArray<FileProblem> Unknown { get; init; } = [];

    public string? Fleet { get; init; }

    public string? Trace { get; init; }

    public string? Mix { get; init; }

    public string? Workload { get; init; }

    public string? RateScale { get; init; }

    public ImmutableArray<string> Loads { get; init; } = [];

    public string? TokenScale { get; init; }

    public string? Limit { get; init; }

    public ImmutableArray<string> Policies { get; init; } = [];

    public string? PlannerTries { get; init; }

    public string? Placement { get; init; }

    public ImmutableArray<string> AddHosts { get; init; } = [];

    public string? Seed { get; init; }

    public string? Seeds { get; init; }

    public string? Jobs { get; init; }

    public string? Timeline { get; init; }

    public string? TimelinePolicy { get; init; }

    public bool IsJson { get; init; }
}
