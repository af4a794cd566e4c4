namespace Orchestrator.Cli.Evaluate;

/// <summary>How an evaluation is done.</summary>
/// <param name="Folds">At most; there are never more than domains.</param>
internal sealed record RoutingSettings(int Folds, int Trees, int Resamples, int Seed)
{
    public static readonly RoutingSettings Default = new(
        EvaluateLimits.DefaultFolds,
        EvaluateLimits.DefaultTrees,
        EvaluateLimits.DefaultResamples,
        Seed: 1
    );
}
