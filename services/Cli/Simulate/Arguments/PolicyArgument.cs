using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Planning;
using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>Which policies are compared: names, or all of them.</summary>
internal sealed class PolicyArgument(ArgumentProblems problems)
{
    private const string All = "all";

    /// <returns>In the order of <see cref="PolicyNames.All"/>, each once.</returns>
    public ImmutableArray<PolicyKind> Read(ImmutableArray<string> arguments, string? plannerTries)
    {
        var tries = problems.Whole("--planner-tries", plannerTries, 1, (ulong)FullKnowledgePlanner.VariantsMax) ?? 1;
        var names = ListArgument.Split(problems, "--policy", arguments);
        foreach (var name in names.Where(name => name != All && PolicyNames.Find(name) is null))
        {
            Unknown("--policy", name);
        }

        var all = PolicyNames.With((int)tries);
        return names.Count == 0 || names.Contains(All)
            ? all
            : [.. all.Where(policy => names.Contains(policy.Name, StringComparer.Ordinal))];
    }

    /// <summary>The policy that is looked at more closely: our own, unless another one is named.</summary>
    public PolicyKind? ReadFocus(string? name, ImmutableArray<PolicyKind> policies)
    {
        if (name is null)
        {
            return policies.FirstOrDefault(policy => policy.Name == PolicyNames.Own) ?? policies.LastOrDefault();
        }

        if (PolicyNames.Find(name) is null)
        {
            Unknown("--timeline-policy", name);
            return null;
        }

        var found = policies.FirstOrDefault(policy => policy.Name == name);
        if (found is null)
        {
            problems.Add("--timeline-policy", $"'{name}' is not one of the policies that are simulated");
        }

        return found;
    }

    private void Unknown(string option, string name) =>
        problems.Add(
            option,
            $"unknown policy {Quoted.Of(name)}; known are "
                + string.Join(", ", PolicyNames.All.Select(policy => policy.Name))
                + " and all"
        );
}
