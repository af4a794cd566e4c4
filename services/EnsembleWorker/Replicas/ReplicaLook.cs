using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Looks at one replica. Not for concurrent use: one loop owns it.</summary>
internal sealed class ReplicaLook(IReplicaClient client, string kind, InventoryOptions limits)
{
    private readonly Dictionary<string, ModelDetails> _details = new(StringComparer.Ordinal);

    /// <param name="before">What the last look showed.</param>
    /// <param name="isCareful">True: ask one thing first, for the replica may well not be there.</param>
    /// <param name="limit">Ends the look; what came until then counts when the models are among it.</param>
    /// <exception cref="InferenceException">The replica did not answer, or not as its kind does.</exception>
    /// <exception cref="OperationCanceledException">It did not list its models in time.</exception>
    public async Task<LookResult> LookAsync(ReplicaState before, bool isCareful, CancellationToken limit)
    {
        var listed = client.ListInstalledAsync(limit);
        if (isCareful)
        {
            await listed;
        }

        var version = LookPart.OfAsync(client.GetVersionAsync(limit), "its version", limit);
        var loaded = LookPart.OfAsync(client.ListLoadedAsync(limit), "what is in its memory", limit);
        await Task.WhenAll(version, loaded);
        var installed = await listed;
        var stated = (await version).Value ?? before.Inventory.Version;
        ThrowUnlessOfKind(stated);
        var listing = ReplicaListing.Of(stated, installed, limits.MaxModels);
        var (inventory, undetailed) = await UpdateAsync(listing, before.Inventory, limit);
        var seen = (await loaded).Value is { } models
            ? LoadedModels.Of([.. models.Take(limits.MaxModels)], before.Loaded)
            : before.Loaded;
        return new LookResult(inventory, seen, (await loaded).Missing ?? (await version).Missing ?? undetailed);
    }

    // Other servers list no models where Ollama does, which would pass for an Ollama without models.
    private void ThrowUnlessOfKind(string version)
    {
        if (kind == ReplicaConfig.DefaultKind && version.Length == 0)
        {
            throw new NotOfKindException("What answers states no version, as every Ollama does.");
        }
    }

    private async Task<(Inventory Inventory, string? Missing)> UpdateAsync(
        ReplicaListing listing,
        Inventory previous,
        CancellationToken limit
    )
    {
        var fingerprint = listing.Fingerprint();
        var isChanged = fingerprint != previous.Fingerprint;
        if (!isChanged && !previous.IsIncomplete)
        {
            return (previous, null);
        }

        Forget(listing);
        var (learned, missing) = await LearnAsync(listing, limit);
        var inventory =
            isChanged || learned ? new Inventory(listing.Version, listing.ToModels(Details), fingerprint) : previous;
        return (inventory, missing);
    }

    private ModelDetails Details(string digest) => _details.GetValueOrDefault(digest, ModelDetails.Unknown);

    private void Forget(ReplicaListing listing)
    {
        var present = listing.Installed.Select(model => model.Digest).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _details.Keys.Where(digest => !present.Contains(digest)).ToList())
        {
            _details.Remove(gone);
        }
    }

    private async Task<(bool Learned, string? Missing)> LearnAsync(ReplicaListing listing, CancellationToken limit)
    {
        var unknown = listing.Installed.DistinctBy(model => model.Digest).Where(m => !_details.ContainsKey(m.Digest));
        var learned = false;
        foreach (var model in unknown.Take(limits.DetailsPerLook).ToList())
        {
            var card = await LookPart.OfAsync(client.ShowAsync(model.Id, limit), "the details of a model", limit);
            if (card.Value is { } known)
            {
                _details[model.Digest] = ModelDetails.Of(known);
                learned = true;
            }
            else if (limit.IsCancellationRequested)
            {
                return (learned, card.Missing);
            }

            // One model that cannot be shown (it was just deleted, its file is broken) must not hide the others.
        }

        return (learned, null);
    }
}
