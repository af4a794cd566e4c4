namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>Whether the next rung is asked, with the numbers.</summary>
/// <param name="Gain">The next model's expected quality less the confidence in the answer that is there.</param>
/// <param name="Price">What asking it costs, in quality, the swap and the margin included.</param>
/// <param name="Because">One of the reasons below.</param>
internal sealed record Escalation(bool IsTaken, string Because, string Next, double Gain, double Price)
{
    public const string GainExceedsPrice = "gain_exceeds_price";
    public const string PriceExceedsGain = "price_exceeds_gain";

    /// <summary>There was nothing to keep.</summary>
    public const string Failed = "failed";

    /// <summary>What a decision says to a later holder of the run.</summary>
    public const string Escalate = "escalate";

    public const string Keep = "keep";
}
