using Orchestrator.Router.Decisions;

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

    /// <summary>Name of the rule that <see cref="Force"/> comes from; empty when nothing is forced.</summary>
    public string ForcedBy { get; init; } = "";

    /// <summary>The forced models only go first: when none of them can answer, the others may.</summary>
    public bool ForceFallsBack { get; init; }

    /// <summary>Name of the rule that <see cref="Strategy"/> comes from; empty when it is left open.</summary>
    public string StrategyBy { get; init; } = "";

    /// <summary>Who goes first instead of what was asked for; null leaves it as it was asked for.</summary>
    public RequestPriority? Priority { get; init; }

    /// <summary>Names of the rules that forbid models.</summary>
    public IReadOnlyList<string> ForbiddenBy { get; init; } = [];
}

/// <param name="Effects">
/// What it did: "force", "prefer", "forbid", "strategy", "priority"; empty when an earlier rule had settled all that it says.
/// </param>
internal sealed record RuleHit(string Rule, IReadOnlyList<string> Effects);
