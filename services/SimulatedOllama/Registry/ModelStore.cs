using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>The models on the host's disk. Each change is one for the running host too, at once.</summary>
internal sealed class ModelStore
{
    private readonly Lock _gate = new();
    private readonly HostDriver _host;
    private readonly int _modelsMax;
    private volatile ImmutableSortedDictionary<string, StoredModel> _models;

    public ModelStore(HostDriver host, IOptions<SimulatedOptions> options)
    {
        _host = host;
        _modelsMax = options.Value.ModelsMax;
        _models = host.State.Config.Models.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => new StoredModel(pair.Value, SomeDay(pair.Value), ModelText.None),
            StringComparer.Ordinal
        );
    }

    /// <summary>A whole picture, by short name.</summary>
    public ImmutableSortedDictionary<string, StoredModel> All => _models;

    /// <returns>Null when the host does not have the model, or the text is no name.</returns>
    public StoredModel? Find(string name) =>
        ModelName.Normalise(name) is { } normal ? _models.GetValueOrDefault(normal) : null;

    /// <returns>False when the disk is full: one more model is one too many.</returns>
    public bool Put(StoredModel model)
    {
        lock (_gate)
        {
            if (_models.Count >= _modelsMax && !_models.ContainsKey(model.Model.Name))
            {
                return false;
            }

            Replace(_models.SetItem(model.Model.Name, model));
            return true;
        }
    }

    /// <param name="name">Short form.</param>
    public StoredModel? Remove(string name)
    {
        lock (_gate)
        {
            var removed = _models.GetValueOrDefault(name);
            if (removed is not null)
            {
                Replace(_models.Remove(name));
            }

            return removed;
        }
    }

    private void Replace(ImmutableSortedDictionary<string, StoredModel> models)
    {
        _models = models;
        var running = models.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => pair.Value.Model,
            StringComparer.Ordinal
        );
        _host.Reconfigure(config => config with { Models = running });
    }

    // Some day of 2025, the same on every replica, as the digest is.
    private static DateTimeOffset SomeDay(SimulatedModel model)
    {
        var number = long.Parse(model.Digest[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(number % (TimeSpan.TicksPerDay * 365));
    }
}
