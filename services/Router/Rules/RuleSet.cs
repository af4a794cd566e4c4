using Orchestrator.Files;
using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Rules;

/// <summary>All rules of a file. Pure: the same request gets the same verdict.</summary>
internal sealed class RuleSet
{
    public static readonly RuleSet Empty = new([], "", RuleLimits.Default);

    private readonly Rule[] _rules;
    private readonly RuleLimits _limits;
    private readonly TextExpression? _any;

    /// <param name="version">Names the content of the file.</param>
    public RuleSet(IEnumerable<Rule> rules, string version, RuleLimits limits)
    {
        _rules = [.. rules];
        _limits = limits;
        Version = version;
        var expressions = _rules.SelectMany(rule => rule.When.Expressions).ToList();
        _any = expressions.Count > 1 ? TextExpression.AnyOf(expressions, limits.MatchTimeout) : null;
    }

    public IReadOnlyList<Rule> Rules => _rules;

    /// <summary>Beginning of the SHA-256 of the file; empty without one.</summary>
    public string Version { get; }

    /// <summary>Every rule that holds has its say, in the order of the file: see <see cref="RuleTally"/>.</summary>
    public RuleVerdict Verdict(RouteInput input, Classification.Classification classification)
    {
        if (_rules.Length == 0)
        {
            return RuleVerdict.None;
        }

        var facts = new RuleFacts(input, classification, _any, _limits);
        RuleTally? tally = null;
        foreach (var rule in _rules)
        {
            if (rule.When.Hold(facts))
            {
                tally ??= new RuleTally();
                tally.Add(rule);
            }
        }

        return tally?.ToVerdict() ?? RuleVerdict.None;
    }
}
