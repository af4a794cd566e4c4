using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Looks at one replica. Not for concurrent use: one loop owns it.</summary>
internal sealed class ReplicaLook(IReplicaClient client, InventoryOptions options)
{
    private readonly Dictionary<string, ModelDetails> _details = new(StringComparer.Ordinal);

    /// <returns>The same object as <paramref name="previous"/> when nothing has changed.</returns>
    /// <exception cref="InferenceException">The replica did not answer, or not as Ollama does.</exception>
    public async Task<Inventory> LookAsync(Inventory previous, CancellationToken cancellationToken)
    {
        var listing = await ListAsync(cancellationToken);
        var fingerprint = listing.Fingerprint();
        var isChanged = fingerprint != previous.Fingerprint;
        if (!isChanged && !previous.IsIncomplete)
        {
            return previous;
        }

        var learned = await LearnAsync(listing, cancellationToken);
        return isChanged || learned ? new Inventory(listing.Version, listing.ToModels(Details), fingerprint) : previous;
    }

    private ModelDetails Details(string digest) => _details.GetValueOrDefault(digest, ModelDetails.Unknown);

    private async Task<ReplicaListing> ListAsync(CancellationToken cancellationToken)
    {
        var version = client.GetVersionAsync(cancellationToken);
        var installed = client.ListInstalledAsync(cancellationToken);
        var loaded = client.ListLoadedAsync(cancellationToken);
        await Task.WhenAll(version, installed, loaded);
        return new ReplicaListing(await version, await installed, await loaded);
    }

    private async Task<bool> LearnAsync(ReplicaListing listing, CancellationToken cancellationToken)
    {
        var present = listing.Installed.Select(model => model.Digest).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _details.Keys.Where(digest => !present.Contains(digest)).ToList())
        {
            _details.Remove(gone);
        }

        var unknown = listing.Installed.DistinctBy(model => model.Digest).Where(m => !_details.ContainsKey(m.Digest));
        var learned = false;
        foreach (var model in unknown.Take(options.DetailsPerLook).ToList())
        {
            learned |= await LearnAsync(model, cancellationToken);
        }

        return learned;
    }

    private async Task<bool> LearnAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        try
        {
            var card = await client.ShowAsync(model.Id, cancellationToken);
            _details[model.Digest] = new ModelDetails(card.ContextLengthMax ?? 0, [.. card.Capabilities]);
            return true;
        }
        catch (InferenceException)
        {
            // One model that cannot be shown (it was just deleted, its file is broken) must not hide the others.
            return false;
        }
    }
}
