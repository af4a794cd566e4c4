using System.Collections.Immutable;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Fleets;

/// <summary>The hosts that a simulation runs on.</summary>
public sealed record Fleet(string Name, ImmutableArray<FleetHost> Hosts)
{
    /// <summary>Models that the fleet's file defines itself, by short name, on a host or not. They hide those of the catalogue.</summary>
    public ImmutableSortedDictionary<string, SimulatedModel> OwnModels { get; init; } =
        ImmutableSortedDictionary<string, SimulatedModel>.Empty;

    /// <summary>Names of the models that at least one host has, in order of the alphabet.</summary>
    public ImmutableArray<string> ModelNames =>
        [
            .. Hosts
                .SelectMany(host => host.Config.Models.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>A model of the fleet or of the catalogue; its speeds belong to no machine in particular.</summary>
    public SimulatedModel? FindModel(string name) =>
        OwnModels.GetValueOrDefault(name)
        ?? Hosts.Select(host => host.Config.Models.GetValueOrDefault(name)).FirstOrDefault(model => model is not null)
        ?? ModelCatalogue.Find(name);
}
