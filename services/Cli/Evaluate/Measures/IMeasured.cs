namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>A row of the tables.</summary>
internal interface IMeasured
{
    string Name { get; }

    /// <param name="weights">By domain: how often its rows count.</param>
    /// <param name="singles">By model: what it gets when it always answers, with these weights.</param>
    /// <returns>By <see cref="Metric"/>; not a number for what does not apply.</returns>
    double[] Measure(double[] weights, CostPoint[] singles);
}
