using System.Collections.Immutable;
using Orchestrator.Profiler.Models;

namespace Orchestrator.Profiler.Registry;

/// <summary>The models of the view: which replicas have them, what they are, what operators set for them.</summary>
internal sealed class ModelBook(FleetMaps maps)
{
    /// <summary>Models whose first day is remembered. A fleet that invents names loses the days of those that are gone.</summary>
    private const int FirstSeenMax = 500_000;

    private readonly Dictionary<string, ModelSettings> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<ModelId, DateTimeOffset> _firstSeen = [];
    private readonly Dictionary<string, HashSet<ModelId>> _byName = new(StringComparer.Ordinal);

    /// <summary>All weights that the name stands for.</summary>
    public IReadOnlyList<ModelState> Named(string name) =>
        _byName.TryGetValue(ModelName.KeyOf(name), out var ids)
            ?
            [
                .. ids.Select(maps.Model)
                    .OfType<ModelState>()
                    .OrderBy(model => model.Facts.Digest, StringComparer.Ordinal),
            ]
            : [];

    public ModelSettings SettingsOf(string name) =>
        _settings.GetValueOrDefault(ModelName.KeyOf(name), ModelSettings.Default);

    public void Seen(ModelId id, DateTimeOffset firstSeenAt) => _firstSeen[id] = firstSeenAt;

    /// <summary>Shows a model from before a restart, until its replicas are heard or it is given up.</summary>
    public void Restore(KnownModel facts, DateTimeOffset now)
    {
        if (maps.Model(facts.Id) is null)
        {
            Set(New(facts, now));
        }
    }

    public void Add(string replica, KnownModel facts, DateTimeOffset now)
    {
        var before = maps.Model(facts.Id);
        var model = before ?? New(facts, now);
        var after = model with { Facts = model.Facts.Joined(facts), Replicas = model.Replicas.Add(replica) };
        if (before is null || after.Facts != before.Facts || after.Replicas.Count != before.Replicas.Count)
        {
            Set(after with { UpdatedAt = now });
        }
    }

    public void Remove(string replica, ModelId id, DateTimeOffset now)
    {
        if (maps.Model(id) is not { } model || !model.Replicas.Contains(replica))
        {
            return;
        }

        var left = model.Replicas.Remove(replica);
        if (left.IsEmpty)
        {
            Drop(id);
        }
        else
        {
            Set(model with { Replicas = left, UpdatedAt = now });
        }
    }

    /// <summary>Gives up what was restored and never seen again.</summary>
    public void DropUnseen()
    {
        foreach (var model in maps.Models.Where(model => model.Replicas.IsEmpty).ToList())
        {
            Drop(model.Id);
        }
    }

    /// <summary>Settings of a lower revision than what is known are old news.</summary>
    public void SetSettings(string name, ModelSettings settings, DateTimeOffset now)
    {
        if (settings.Revision <= SettingsOf(name).Revision)
        {
            return;
        }

        _settings[ModelName.KeyOf(name)] = settings;
        foreach (var model in Named(name))
        {
            Set(model with { Settings = settings, UpdatedAt = now });
        }
    }

    public void SetMeasuredBytes(ModelId id, ulong bytes, DateTimeOffset now)
    {
        if (maps.Model(id) is { } model && bytes > model.MeasuredBytes)
        {
            Set(model with { MeasuredBytes = bytes, UpdatedAt = now });
        }
    }

    public void SetKnowledge(ModelId id, ImmutableArray<ModelSkill> skills, ModelPrice? price, DateTimeOffset now)
    {
        if (maps.Model(id) is { } model)
        {
            Set(model with { Skills = skills, Price = price, UpdatedAt = now });
        }
    }

    private ModelState New(KnownModel facts, DateTimeOffset now) =>
        new(facts)
        {
            Settings = SettingsOf(facts.Name),
            FirstSeenAt = _firstSeen.TryAdd(facts.Id, now) ? now : _firstSeen[facts.Id],
            UpdatedAt = now,
        };

    private void Set(ModelState model)
    {
        maps.Set(model);
        var key = ModelName.KeyOf(model.Facts.Name);
        if (!_byName.TryGetValue(key, out var ids))
        {
            _byName.Add(key, ids = []);
        }

        ids.Add(model.Id);
    }

    private void Drop(ModelId id)
    {
        maps.RemoveModel(id);
        if (_firstSeen.Count > FirstSeenMax)
        {
            _firstSeen
                .Keys.Where(known => maps.Model(known) is null)
                .ToList()
                .ForEach(known => _firstSeen.Remove(known));
        }

        var key = ModelName.KeyOf(id.Name);
        if (_byName.TryGetValue(key, out var ids) && ids.Remove(id) && ids.Count == 0)
        {
            _byName.Remove(key);
        }
    }
}
