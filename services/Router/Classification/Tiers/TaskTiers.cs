using Microsoft.Extensions.Options;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>The tiers after the n-gram model: who is asked, in which order, and what is known afterwards.</summary>
internal sealed class TaskTiers(
    EmbeddingTier embedding,
    SmallModelTier model,
    TierMetrics metrics,
    IOptions<TiersOptions> options,
    TimeProvider clock
)
{
    // Of the time that a request has until its first token; the rest is for the answer.
    private const double DeadlineShare = 0.25;

    private readonly bool _isOn = embedding.IsOn || model.IsOn;

    /// <summary>
    /// Only where the n-gram model was unsure, and only where the task decides something: for a named model it does not.
    /// </summary>
    public bool Concern(RouteInput input, Classification found) =>
        _isOn
        && found is { Tier: ClassificationTier.Ngram, IsUnsure: true }
        && RequestedModel.Parse(input.RequestedModel).Aim != ModelAim.Named;

    /// <summary>Never fails: what a tier could not say is in the evidence.</summary>
    public async Task<Classification> AskAsync(
        RouteInput input,
        Classification found,
        CancellationToken cancellationToken
    )
    {
        var text = TierText.Of(input.Turns, options.Value.TextChars);
        if (embedding.IsOn)
        {
            var startedAt = clock.GetTimestamp();
            var outcome = IsHurried(input, embedding.Deadline)
                ? new TierOutcome.Skipped(TierSkip.Hurry)
                : await embedding.AskAsync(text, cancellationToken);
            found = Settle(found, outcome, ClassificationTier.Embedding, startedAt);
        }

        if (model.IsOn && found.Probability < Classification.SureFrom)
        {
            var startedAt = clock.GetTimestamp();
            var outcome = IsHurried(input, model.Deadline)
                ? new TierOutcome.Skipped(TierSkip.Hurry)
                : await model.AskAsync(text, cancellationToken);
            found = Settle(found, outcome, ClassificationTier.Model, startedAt);
        }

        return found;
    }

    private static bool IsHurried(RouteInput input, TimeSpan tier) =>
        input.Deadline is { } deadline && deadline * DeadlineShare < tier;

    private Classification Settle(Classification found, TierOutcome outcome, ClassificationTier tier, long startedAt)
    {
        metrics.Record(tier, outcome, clock.GetElapsedTime(startedAt));
        return TierMix.Settled(found, outcome, tier);
    }
}
