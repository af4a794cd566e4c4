using System.Collections.Immutable;
using Orchestrator.Inference;

namespace Orchestrator.LlamaCppHost.Models;

/// <summary>The models of the folder as last seen. Replaced whole.</summary>
internal sealed class ModelCatalog
{
    private ImmutableArray<ModelFile> _models = [];

    public ImmutableArray<ModelFile> Models => _models;

    public void Replace(ImmutableArray<ModelFile> models) =>
        ImmutableInterlocked.InterlockedExchange(ref _models, models);

    public ModelFile? Find(string? name) =>
        ModelId.TryParse(name, out var id) ? Models.FirstOrDefault(model => model.Id == id) : null;
}
