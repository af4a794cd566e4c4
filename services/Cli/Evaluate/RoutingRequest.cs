using Orchestrator.Cli.Evaluate.Outcomes;

namespace Orchestrator.Cli.Evaluate;

/// <summary>What the command was asked for, read and checked.</summary>
/// <param name="Train">Null: none was given.</param>
internal sealed record RoutingRequest(OutcomeSet Outcomes, OutcomeSet? Train, RoutingSettings Settings);
