namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>What the tables call their rows.</summary>
internal static class EnsembleRows
{
    /// <summary>The model that is believed to be best, asked once.</summary>
    public const string BestSingle = "best-single";

    /// <summary>The model that is best, which nobody knows, asked once.</summary>
    public const string BestKnown = "best-known";

    /// <summary>Any member, by lot.</summary>
    public const string RandomMember = "random-member";

    public const string Majority = "majority";
    public const string WeightedVote = "weighted-vote";
    public const string EarlyStop = "early-stop";

    /// <summary>The believed best model asked as often as the vote asks, and a majority of its answers.</summary>
    public const string EqualCalls = "equal-calls";

    /// <summary>The same for as long as the vote takes of the card.</summary>
    public const string EqualGpu = "equal-gpu";

    /// <summary>The worker's strategy.</summary>
    public const string Ensemble = "ensemble";

    public const string Cascade = "cascade";

    /// <summary>What the router decides for "auto:quality": the ensemble or one call.</summary>
    public const string Auto = "auto";

    /// <summary>Right where any member is.</summary>
    public const string Oracle = "oracle";
}
