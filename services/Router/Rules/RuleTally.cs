using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Rules;

/// <summary>
/// Puts together what the rules that hold want, in the order of their file: the first that forces, the first that names a
/// strategy and the first that sets a priority win; what is preferred and forbidden adds up.
/// </summary>
internal sealed class RuleTally
{
    private readonly List<string> _prefer = [];
    private readonly List<string> _forbid = [];
    private readonly List<string> _forbiddenBy = [];
    private readonly List<RuleHit> _hits = [];
    private Rule? _force;
    private Rule? _strategy;
    private RequestPriority? _priority;

    public void Add(Rule rule)
    {
        var effects = new List<string>(2);
        var then = rule.Then;
        if (then.Force.Count > 0 && _force is null)
        {
            _force = rule;
            effects.Add(RuleEffectNames.Force);
        }

        AddTo(_prefer, then.Prefer, RuleEffectNames.Prefer);
        AddTo(_forbid, then.Forbid, RuleEffectNames.Forbid);
        if (then.Forbid.Count > 0)
        {
            _forbiddenBy.Add(rule.Name);
        }

        if (then.Strategy is not null && _strategy is null)
        {
            _strategy = rule;
            effects.Add(RuleEffectNames.Strategy);
        }

        if (then.Priority is not null && _priority is null)
        {
            _priority = then.Priority;
            effects.Add(RuleEffectNames.Priority);
        }

        _hits.Add(new RuleHit(rule.Name, effects));

        void AddTo(List<string> all, IReadOnlyList<string> patterns, string effect)
        {
            if (patterns.Count > 0)
            {
                all.AddRange(patterns);
                effects.Add(effect);
            }
        }
    }

    public RuleVerdict ToVerdict() =>
        new(_force?.Then.Force ?? [], _prefer, _forbid, _strategy?.Then.Strategy, _hits)
        {
            ForcedBy = _force?.Name ?? "",
            ForceFallsBack = _force is { Then.FallsBack: true },
            StrategyBy = _strategy?.Name ?? "",
            Priority = _priority,
            ForbiddenBy = _forbiddenBy,
        };
}

/// <summary>Effects as they are written in rules, on the wire and in traces.</summary>
internal static class RuleEffectNames
{
    public const string Force = "force";
    public const string Prefer = "prefer";
    public const string Forbid = "forbid";
    public const string Strategy = "strategy";
    public const string Priority = "priority";
    public const string Fallback = "fallback";
}
