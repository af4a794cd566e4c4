namespace Orchestrator.Router.Strategy;

/// <summary>How a request is answered, and why.</summary>
/// <param name="Name">See <see cref="StrategyNames"/>.</param>
/// <param name="Parallel">Whether the members may run at once.</param>
/// <param name="Reasons">Codes, most important first.</param>
internal sealed record StrategyPlan(string Name, bool Parallel, IReadOnlyList<string> Reasons)
{
    /// <summary>What several answers are expected to be better than one; 0 where it was not asked.</summary>
    public double Gain { get; init; }

    /// <summary>What they cost more: seconds until the end of the answer, and money.</summary>
    public double ExtraSeconds { get; init; }

    public double ExtraCost { get; init; }

    public static StrategyPlan Single(params string[] reasons) => new(StrategyNames.Single, Parallel: false, reasons);
}
