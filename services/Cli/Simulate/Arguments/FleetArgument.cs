using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>The fleet, by the name of a built-in one or as a file, and the same with hosts added.</summary>
internal sealed class FleetArgument(ArgumentProblems problems, InputFiles files)
{
    public Fleet? Read(string? nameOrFile)
    {
        var name = nameOrFile ?? BuiltIn.DefaultFleet;
        if (BuiltIn.Fleet(name) is { } builtIn)
        {
            return builtIn;
        }

        if (!File.Exists(name))
        {
            var known = string.Join(", ", BuiltIn.FleetNames);
            problems.Add("--fleet", $"neither a built-in fleet nor a file: {Quoted.Of(name)}; built in are {known}");
            return null;
        }

        return files.Text("--fleet", name) is { } text ? problems.Take(FleetFile.Read(name, text)) : null;
    }

    /// <returns>The fleet with all additions; null without any, or when one is wrong.</returns>
    public Fleet? Add(Fleet fleet, ImmutableArray<string> additions)
    {
        if (additions.Length > SimulateLimits.AdditionsMax)
        {
            problems.Add(
                FleetAddition.Source,
                $"at most {SimulateLimits.AdditionsMax} times; use count= for equal hosts"
            );
            return null;
        }

        var sum = fleet;
        foreach (var addition in additions)
        {
            sum = problems.Take(FleetAddition.Parse(addition, sum)) ?? sum;
        }

        return additions.IsEmpty ? null : sum;
    }
}
