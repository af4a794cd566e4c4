using System.Collections.Frozen;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Fleet;

/// <summary>The part of the profiler's view that a router needs, put together from a snapshot and changes.</summary>
internal sealed class RegistryCopy
{
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Digest), ModelProfile> _models = [];
    private readonly Dictionary<string, FrozenSet<string>> _planned = new(StringComparer.Ordinal);
    private FrozenDictionary<string, FrozenSet<string>>? _plannedNow;
    private bool _isInSnapshot;
    private ModelRules? _rules = ModelRules.None;

    public IEnumerable<Owner> Owners => _owners.Values.OrderBy(owner => owner.Address, StringComparer.Ordinal);

    /// <param name="change">A part of a snapshot or of a change.</param>
    /// <param name="modelsMax">Models above it are left out.</param>
    /// <returns>True when no further part follows: only then the copy is as some moment was.</returns>
    public bool Apply(FleetChange change, int modelsMax)
    {
        if (change.Snapshot && !_isInSnapshot)
        {
            _owners.Clear();
            _models.Clear();
            _planned.Clear();
            _plannedNow = null;
            _rules = null;
        }

        _isInSnapshot = change.Snapshot && !change.Complete;
        foreach (var owner in change.Owners)
        {
            _owners[owner.Address] = owner;
        }

        foreach (var model in change.Models.Where(model => IsRoom(model, modelsMax)))
        {
            _models[(model.Name, model.Digest)] = model;
            _rules = null;
        }

        foreach (var replica in change.Replicas)
        {
            Plan(replica, modelsMax);
        }

        Remove(change);
        return change.Complete;
    }

    /// <summary>
    /// Keys of the models that are planned on each replica; only replicas with a plan are named. The same object as before as
    /// long as no plan has changed.
    /// </summary>
    public FrozenDictionary<string, FrozenSet<string>> Planned =>
        _plannedNow ??= _planned.ToFrozenDictionary(StringComparer.Ordinal);

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

    private bool IsRoom(ModelProfile model, int modelsMax) =>
        _models.Count < modelsMax || _models.ContainsKey((model.Name, model.Digest));

    private void Plan(ReplicaEntry replica, int modelsMax)
    {
        if (replica.PlannedModels.Count == 0)
        {
            _plannedNow = _planned.Remove(replica.Name) ? null : _plannedNow;
            return;
        }

        var keys = replica.PlannedModels.Take(modelsMax).Select(ModelKey.Of).ToFrozenSet(StringComparer.Ordinal);
        if (!_planned.TryGetValue(replica.Name, out var before) || !before.SetEquals(keys))
        {
            (_planned[replica.Name], _plannedNow) = (keys, null);
        }
    }

    private void Remove(FleetChange change)
    {
        foreach (var name in change.RemovedReplicas)
        {
            _plannedNow = _planned.Remove(name) ? null : _plannedNow;
        }

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
