using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>Asks an embedding model where a text lies, and compares that with the examples of each task.</summary>
internal sealed class EmbeddingTier(
    FleetView fleet,
    WorkerCalls calls,
    ExampleShelf examples,
    TierMetrics metrics,
    IOptions<TiersOptions> options,
    TimeProvider clock
)
{
    private readonly string _model = options.Value.Embedding.Model;

    private readonly TierDesk _desk = new(
        new TierLimits(
            options.Value.Embedding.Deadline,
            options.Value.Embedding.CacheEntries,
            options.Value.Embedding.MaxConcurrent,
            options.Value.FailuresToRest,
            options.Value.RestFor
        ),
        ClassificationTier.Embedding,
        metrics,
        clock
    );

    public bool IsOn => _model.Length > 0;

    public TimeSpan Deadline => _desk.Limits.Deadline;

    public ValueTask<TierOutcome> AskAsync(TierText text, CancellationToken cancellationToken)
    {
        if (TierPlaces.EmbeddingModel(fleet.Current, _model) is not { } offer)
        {
            return Skipped(TierSkip.NotInMemory);
        }

        var identity = TierPlaces.IdentityOf(offer);
        if (examples.Find(identity) is not { } vectors)
        {
            return Skipped(TierSkip.Preparing);
        }

        var key = TextKey.Of(identity, text.Normalized);
        return _desk.AskAsync(
            key,
            token =>
                TierPlaces.Free(offer, key.Low) is { } place
                    ? CallAsync(place, vectors, text.Shown, token)
                    : Task.FromResult<TierOutcome>(new TierOutcome.Skipped(TierSkip.NoFreeSlot)),
            cancellationToken
        );
    }

    private async Task<TierOutcome> CallAsync(
        ModelEntry place,
        ExampleVectors vectors,
        string text,
        CancellationToken cancellationToken
    )
    {
        metrics.Asked(ClassificationTier.Embedding);
        var (found, failure) = await calls.EmbedAsync(place, [text], Priority.Interactive, cancellationToken);
        return failure is { } reason ? new TierOutcome.Skipped(reason)
            : vectors.Compare(found[0], place.Model.Name) is { } answer ? new TierOutcome.Found(answer)
            : new TierOutcome.Skipped(TierSkip.BadAnswer);
    }

    private static ValueTask<TierOutcome> Skipped(TierSkip reason) => new(new TierOutcome.Skipped(reason));
}
