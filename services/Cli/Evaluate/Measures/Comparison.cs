namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>A difference between two rows in one figure.</summary>
/// <param name="Row">Of which the other one is taken away.</param>
internal sealed record Comparison(string Row, string Against, Metric Metric, Interval Difference);
