using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Rules;

/// <summary>One rule of the operators: when it holds, and what it wants then.</summary>
/// <param name="Line">In its file, from 1.</param>
internal sealed record Rule(string Name, int Line, RuleConditions When, RuleEffects Then);

/// <summary>What a rule wants when it holds.</summary>
/// <param name="Force">Patterns of models; empty for nothing, as in the next two.</param>
/// <param name="FallsBack">The forced models only go first.</param>
internal sealed record RuleEffects(
    IReadOnlyList<string> Force,
    IReadOnlyList<string> Prefer,
    IReadOnlyList<string> Forbid,
    string? Strategy,
    RequestPriority? Priority,
    bool FallsBack
);
