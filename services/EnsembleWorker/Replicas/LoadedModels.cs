using System.Collections.Immutable;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What is in a replica's memory. Equal when everything is equal, so that an unchanged list keeps its object.</summary>
internal sealed class LoadedModels(ImmutableSortedDictionary<string, LoadedState> byName)
{
    public static readonly LoadedModels None = new(
        ImmutableSortedDictionary.Create<string, LoadedState>(StringComparer.OrdinalIgnoreCase)
    );

    public ImmutableSortedDictionary<string, LoadedState> ByName { get; } = byName;

    /// <returns>The previous object when nothing is different.</returns>
    public static LoadedModels Of(IReadOnlyList<LoadedModel> models, LoadedModels previous)
    {
        var byName = None.ByName.ToBuilder();
        foreach (var model in models)
        {
            byName[model.Id.ToString()] = new LoadedState(
                model.SizeBytes,
                model.VramBytes,
                model.ContextLength,
                model.ExpiresAt
            );
        }

        return previous.ByName.SequenceEqual(byName) ? previous : new LoadedModels(byName.ToImmutable());
    }

    public LoadedState? Find(string model) => ByName.GetValueOrDefault(model);
}
