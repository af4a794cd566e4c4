using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement;

/// <summary>
/// What a client asks, whatever dialect it spoke. Messages, tools and sampling are the contract's own types: between
/// two wire formats a third set of the same fields would only be copied twice.
/// </summary>
internal sealed record Question
{
    /// <summary>A model's name, or a virtual one such as "auto".</summary>
    public required string Model { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    public IReadOnlyList<Tool> Tools { get; init; } = [];

    public Sampling Sampling { get; init; } = new();

    public ResponseFormat? Format { get; init; }

    public Thinking Thinking { get; init; }

    /// <summary>How long the model stays loaded afterwards; null leaves it to the worker, negative is for ever.</summary>
    public Duration? KeepAlive { get; init; }

    /// <summary>The step of a run of several that this is; null for a single answer.</summary>
    public RunStep? Step { get; init; }

    /// <summary>What the model is needed for inside of a strategy, for example "judge"; empty for nothing in particular.</summary>
    public string Role { get; init; } = "";

    public PlacementTerms Terms { get; init; } = PlacementTerms.None;
}

/// <summary>What outcomes and spans say of a step instead of what the router would say of a single call.</summary>
/// <param name="Strategy">The run's, for example "ensemble".</param>
/// <param name="Name">For example "member-1".</param>
/// <param name="Task">What the user's request is about; a step's own prompt would be taken for something else.</param>
/// <param name="Language">The user's.</param>
internal sealed record RunStep(string Strategy, string Name, string Task, string Language);
