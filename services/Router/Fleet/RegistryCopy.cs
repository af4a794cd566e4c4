using System.Collections.Frozen;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Fleet;

/// <summary>The part of the profiler's view that a router needs, put together from a snapshot and changes.</summary>
internal sealed class RegistryCopy(FleetOptions limits)
{
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Digest), ModelProfile> _models = [];
    private readonly RegistryReplicas _replicas = new(limits);
    private bool _isInSnapshot;
    private ModelRules? _rules = ModelRules.None;

    public IEnumerable<Owner> Owners => _owners.Values.OrderBy(owner => owner.Address, StringComparer.Ordinal);

    /// <param name="change">A part of a snapshot or of a change.</param>
    /// <returns>True when no further part follows: only then the copy is as some moment was.</returns>
    public bool Apply(FleetChange change)
    {
        if (change.Snapshot && !_isInSnapshot)
        {
            _owners.Clear();
            _models.Clear();
            _replicas.Clear();
            _rules = null;
        }

        _isInSnapshot = change.Snapshot && !change.Complete;
        foreach (var owner in change.Owners)
        {
            _owners[owner.Address] = owner;
        }

        foreach (var model in change.Models.Where(IsRoom))
        {
            _models[(model.Name, model.Digest)] = model;
            _rules = null;
        }

        _replicas.Apply(change);
        Remove(change);
        return change.Complete;
    }

    /// <summary>What is known of replicas, by name. The same object as before as long as nothing of it has changed.</summary>
    public FrozenDictionary<string, ReplicaFacts> Replicas => _replicas.Facts;

    /// <summary>The same object as before as long as no model has changed.</summary>
    public ModelRules Rules =>
        _rules ??= new ModelRules(
            _models
                .Values.GroupBy(model => ModelKey.Of(model.Name), StringComparer.Ordinal)
                .ToFrozenDictionary(named => named.Key, ToRule, StringComparer.Ordinal)
        );

    // Settings are by name: of several weights of one name, each carries the same.
    private static ModelRule ToRule(IEnumerable<ModelProfile> models) =>
        ToSettings(models) with
        {
            Price = models.Select(ToPrice).FirstOrDefault(price => price is not null),
        };

    private static Fleet.TokenPrice? ToPrice(ModelProfile model) =>
        model.Price is { } price
            ? new Fleet.TokenPrice(price.InputPerMillion, price.OutputPerMillion, price.Currency)
            : null;

    private static ModelRule ToSettings(IEnumerable<ModelProfile> models)
    {
        var settings = models.Select(model => model.Settings).MaxBy(settings => settings?.Revision ?? 0);
        var skills = models.SelectMany(model =>
            model.Skills.Select(skill => new SkillFigure(
                model.Digest,
                skill.Task,
                skill.Language,
                skill.Score,
                skill.StandardError
            ))
        );
        return settings is null
            ? ModelRule.Usual with
            {
                Skills = [.. skills],
            }
            : new ModelRule(
                settings.Enabled,
                settings.Priority is >= 1 and <= 10 ? (int)settings.Priority : ModelRule.UsualPriority,
                TaskNames.All.Where(settings.OptimalFor.Contains).Select(TaskOf).ToFrozenSet(),
                [.. skills]
            );
    }

    private static TaskType TaskOf(string name) => (TaskType)TaskNames.IndexOf(name);

    private bool IsRoom(ModelProfile model) =>
        _models.Count < limits.MaxModels || _models.ContainsKey((model.Name, model.Digest));

    private void Remove(FleetChange change)
    {
        foreach (var address in change.RemovedOwners)
        {
            _owners.Remove(address);
        }

        foreach (var key in change.RemovedModels)
        {
            _models.Remove((key.Name, key.Digest));
            _rules = null;
        }
    }
}
