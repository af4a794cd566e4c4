using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>The context that a call needs, and what to ask of a replica for it. Pure.</summary>
/// <param name="Tokens">Null when nothing is to be asked for.</param>
/// <param name="IsEstimated">True when the caller did not say.</param>
/// <param name="Trained">What the model was trained for; 0 while unknown.</param>
/// <param name="Least">The smallest context that is ever asked for.</param>
internal sealed record ContextNeed(int? Tokens, bool IsEstimated, int Trained, int Least)
{
    /// <param name="tokensPerChar">As learned of the model and the prompt's language; null while unknown.</param>
    public static ContextNeed Of(
        AnswerOrder order,
        KnownModel? known,
        GenerationOptions options,
        double? tokensPerChar = null
    )
    {
        var trained = known?.Details.ContextTokens ?? 0;
        return order.ContextTokens is { } said
            ? new ContextNeed(said, IsEstimated: false, trained, options.MinContextTokens)
            : new ContextNeed(
                Estimate(order, known, options, tokensPerChar),
                IsEstimated: true,
                trained,
                options.MinContextTokens
            );
    }

    /// <summary>What the model in memory has to have for the call; 0 for anything.</summary>
    public int Needed =>
        Tokens is not > 0 ? 0
        : Trained > 0 ? Math.Min(Tokens.Value, Trained)
        : Tokens.Value;

    /// <param name="loaded">Context of the model in memory; null when it is not there.</param>
    /// <returns>The num_ctx to load with; null leaves it to the replica.</returns>
    public int? BeforeLoad(int? loaded) =>
        // What a replica takes by itself is seldom less, and on large GPUs a lot more: a guess must not lower it.
        loaded is null
        && IsEstimated
        && Tokens <= Least
            ? null
            : ContextRule.Choose(Tokens, loaded, Trained, Least);

    /// <summary>Somebody else may have begun the load, with a larger or a smaller context.</summary>
    /// <param name="asked">What this call would have loaded with.</param>
    /// <param name="loaded">What is there now; null when it could not be learned.</param>
    /// <returns>The num_ctx of the call itself: that of the model in memory, unless it is too small.</returns>
    public int? AfterLoad(int? asked, int? loaded) =>
        loaded is null ? asked : ContextRule.Choose(Tokens, loaded, Trained, Least) ?? (asked is null ? null : loaded);

    // Without knowing what the model was trained for, or has at present, a guess could load it anew at each call.
    private static int? Estimate(
        AnswerOrder order,
        KnownModel? known,
        GenerationOptions options,
        double? tokensPerChar
    ) =>
        known is { Details.ContextTokens: > 0, Loaded: null or { ContextTokens: > 0 } }
        && options.MaxEstimatedContextTokens > 0
            ? Math.Min(
                ContextEstimate.Of(order.Call, options.AnswerTokens, tokensPerChar),
                options.MaxEstimatedContextTokens
            )
            : null;
}
