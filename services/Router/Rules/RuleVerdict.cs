namespace Orchestrator.Router.Rules;

/// <summary>What the operator's rules say of one request, all rules that hold together.</summary>
/// <param name="Force">Patterns of models: only these may answer; empty for all.</param>
/// <param name="Prefer">Patterns of models that go first, best first.</param>
/// <param name="Forbid">Patterns of models that may not answer.</param>
/// <param name="Strategy">The strategy that is to be used; null leaves it open.</param>
/// <param name="Hits">The rules that held, in the order of their file.</param>
internal sealed record RuleVerdict(
    IReadOnlyList<string> Force,
    IReadOnlyList<string> Prefer,
    IReadOnlyList<string> Forbid,
    string? Strategy,
    IReadOnlyList<RuleHit> Hits
)
{
    public static readonly RuleVerdict None = new([], [], [], null, []);
}

/// <param name="Effects">"force", "prefer", "forbid", "strategy", "priority".</param>
internal sealed record RuleHit(string Rule, IReadOnlyList<string> Effects);
