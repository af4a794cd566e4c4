using Orchestrator.Files;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Rules;

/// <summary>Reads the operators' rules: all of them, or everything that is wrong with them at once. Pure.</summary>
internal static class RulesFile
{
    private static readonly IReadOnlyList<string> _strategies = [StrategyNames.Single, .. StrategyNames.Several];

    /// <param name="file">For messages.</param>
    /// <param name="version">Names the content.</param>
    public static FileReading<RuleSet> Read(string text, string file, string version, RuleLimits limits)
    {
        var problems = new ProblemList(file);
        var top = YamlText.Read(text, problems)?.Fields("rules");
        if (top is null)
        {
            return problems.Reading<RuleSet>(null);
        }

        var list = top["rules"].Needed();
        // An empty list is how all rules are switched off.
        var rules = list.IsEmptyList ? [] : Rules(list, limits);
        return problems.Reading(problems.IsEmpty ? new RuleSet(rules, version, limits) : null);
    }

    private static List<Rule> Rules(YamlField list, RuleLimits limits)
    {
        var rules = new List<Rule>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in list.Items(limits.MaxRules))
        {
            if (Rule(item, limits) is { } rule)
            {
                rules.Add(rule);
                if (!names.TryAdd(rule.Name, rule.Line))
                {
                    item.Problem($"a rule named {Quoted.Of(rule.Name)} is in line {names[rule.Name]} already");
                }
            }
        }

        return rules;
    }

    private static Rule? Rule(YamlField item, RuleLimits limits)
    {
        var fields = item.Fields("name", "when", "force", "prefer", "forbid", "strategy", "priority", "fallback");
        if (fields is null)
        {
            return null;
        }

        var name = fields["name"].Needed().Text(RuleLimits.MaxNameChars);
        var when = ConditionFields.Read(fields["when"], limits);
        var then = Effects(fields);
        return name is null ? null : new Rule(name, item.Line, when, then);
    }

    private static RuleEffects Effects(YamlFields fields)
    {
        var effects = new RuleEffects(
            RuleValues.Models(fields["force"]),
            RuleValues.Models(fields["prefer"]),
            RuleValues.Models(fields["forbid"]),
            RuleValues.OneOf(fields["strategy"], "strategy", _strategies),
            RuleValues.Priority(fields["priority"]),
            fields["fallback"].Truth() ?? false
        );
        if (fields.Present("force", "prefer", "forbid", "strategy", "priority").Count == 0)
        {
            fields.Self.Problem("does nothing; it needs force, prefer, forbid, strategy or priority");
        }

        if (fields["fallback"].IsThere && !fields["force"].IsThere)
        {
            fields["fallback"].Problem("says nothing without force");
        }

        return effects;
    }
}
