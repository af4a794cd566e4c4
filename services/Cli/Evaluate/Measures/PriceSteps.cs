namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>Prices of cost at which routers are tried: what the best single model's call is worth, in score.</summary>
internal static class PriceSteps
{
    private const double First = 0.002;
    private const double Ratio = 1.15;
    private const int Count = 60;

    // So dear that only the cost counts.
    private const double Last = 1e6;

    public static readonly IReadOnlyList<double> All =
    [
        0,
        .. Enumerable.Range(0, Count).Select(step => First * Math.Pow(Ratio, step)),
        Last,
    ];
}
