using System.Collections.Frozen;

namespace Orchestrator.Simulation.Models;

/// <summary>
/// The models that a simulated host can have: published ones, with the parameters, layers, heads and trained context of
/// their makers' <c>config.json</c> and the download size of the standard tag of Ollama's library, both rounded where it
/// does not matter. They have no speeds: those belong to a machine, see <see cref="Speeds.SpeedTable.On"/>.
/// </summary>
public static class ModelCatalogue
{
    private static readonly FrozenDictionary<string, SimulatedModel> _byName = All()
        .Select(model => model.WithDigest())
        .ToFrozenDictionary(model => model.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    /// <param name="name">In any spelling that Ollama takes: upper case, without tag, with the default registry.</param>
    public static SimulatedModel? Find(string name) =>
        ModelName.Normalise(name) is { } normal ? _byName.GetValueOrDefault(normal) : null;

    private static IEnumerable<SimulatedModel> All() =>
        [.. LlamaModels.All, .. QwenModels.All, .. GemmaModels.All, .. OtherModels.All, .. EmbeddingModels.All];
}
