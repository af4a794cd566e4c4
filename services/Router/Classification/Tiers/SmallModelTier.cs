using Microsoft.Extensions.Options;
using Orchestrator.Router.Fleet;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>Asks a small language model for the task, with a JSON schema.</summary>
internal sealed class SmallModelTier(
    FleetView fleet,
    WorkerCalls calls,
    IdSource ids,
    TierMetrics metrics,
    IOptions<TiersOptions> options,
    TimeProvider clock
)
{
    private readonly SmallModelTierOptions _options = options.Value.SmallModel;

    private readonly TierDesk _desk = new(
        new TierLimits(
            options.Value.SmallModel.Deadline,
            options.Value.SmallModel.CacheEntries,
            options.Value.SmallModel.MaxConcurrent,
            options.Value.FailuresToRest,
            options.Value.RestFor
        ),
        ClassificationTier.Model,
        metrics,
        clock
    );

    public bool IsOn => _options.Model.Length > 0;

    public TimeSpan Deadline => _desk.Limits.Deadline;

    public ValueTask<TierOutcome> AskAsync(TierText text, CancellationToken cancellationToken)
    {
        if (TierPlaces.Named(fleet.Current, _options.Model) is not { } offer)
        {
            return new(new TierOutcome.Skipped(TierSkip.NotInMemory));
        }

        var key = TextKey.Of(TierPlaces.IdentityOf(offer), text.Normalized);
        return _desk.AskAsync(
            key,
            token =>
                TierPlaces.Free(offer, key.Low) is { } place
                    ? CallAsync(place, text.Shown, token)
                    : Task.FromResult<TierOutcome>(new TierOutcome.Skipped(TierSkip.NoFreeSlot)),
            cancellationToken
        );
    }

    private async Task<TierOutcome> CallAsync(ModelEntry place, string text, CancellationToken cancellationToken)
    {
        metrics.Asked(ClassificationTier.Model);
        var request = ModelQuestion.Of(
            place,
            text,
            Nonce(),
            $"classify-{ids.NextText()}",
            _options.Deadline,
            _options.AnswerTokens
        );
        var (said, failure) = await calls.GenerateAsync(place, request, cancellationToken);
        return failure is { } reason ? new TierOutcome.Skipped(reason)
            : ModelAnswer.Parse(said, place.Model.Name) is { } answer ? new TierOutcome.Found(answer)
            : new TierOutcome.Skipped(TierSkip.BadAnswer);
    }

    // The second half of an id is random; its first half is the time.
    private string Nonce() => ids.NextText()[16..];
}
