using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>Which models are asked for, and by whom.</summary>
public sealed class Mix
{
    private readonly Shares _modelShares;
    private readonly Shares _tenantShares;

    /// <param name="models">Not empty, each with a share above 0.</param>
    /// <param name="tenants">Empty is one that is named <c>default</c>.</param>
    public Mix(string name, ImmutableArray<MixModel> models, ImmutableArray<MixTenant> tenants, Deadline? deadline)
    {
        if (models.IsEmpty)
        {
            throw new ArgumentException("A mix has a model.", nameof(models));
        }

        Name = name;
        Models = models;
        Tenants = tenants.IsEmpty ? [new MixTenant("default", 1)] : tenants;
        Deadline = deadline;
        _modelShares = new Shares(Models.Select(model => model.Share));
        _tenantShares = new Shares(Tenants.Select(tenant => tenant.Share));
    }

    public string Name { get; }

    public ImmutableArray<MixModel> Models { get; }

    public ImmutableArray<MixTenant> Tenants { get; }

    public Deadline? Deadline { get; }

    /// <summary>
    /// The same requests for a fleet that lacks some of the models: each of those gives way to the first of its
    /// <see cref="MixModel.Instead"/> that the fleet has. A model without one is a problem, and all of them are told.
    /// </summary>
    public FileReading<Mix> On(Fleet fleet)
    {
        var known = fleet.ModelNames;
        var problems = new ProblemList(Name);
        var models = Models.Select(model => On(model, known, problems)).OfType<MixModel>().ToImmutableArray();
        return problems.Reading(problems.IsEmpty ? new Mix(Name, models, Tenants, Deadline) : null);
    }

    /// <summary>By seed and number alone: leaving out requests changes no other request.</summary>
    internal MixModel ModelOf(ulong seed, long number) =>
        Models[_modelShares.At(RequestDraw.Unit(seed, number, DrawChannel.Model))];

    internal string TenantOf(ulong seed, long number) =>
        Tenants[_tenantShares.At(RequestDraw.Unit(seed, number, DrawChannel.Tenant))].Name;

    private static MixModel? On(MixModel model, ImmutableArray<string> known, ProblemList problems)
    {
        var name = model
            .Instead.Prepend(model.Name)
            .FirstOrDefault(name => known.Contains(name, StringComparer.Ordinal));
        if (name is not null)
        {
            return model with { Name = name };
        }

        var others = model.Instead.IsEmpty ? "" : $", nor one of those to ask instead";
        var place = model.Place ?? new FilePlace(problems.File, 0, model.Name);
        problems.Add(
            place.Problem(
                $"no host of the fleet has {Quoted.Of(model.Name)}{others}; {ClosestNames.Hint(model.Name, known)}"
            )
        );
        return null;
    }
}
