namespace Orchestrator.Cli.Evaluate.Routers;

/// <summary>What a router knows of each row before anybody has answered it.</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="Means">By row, then by model: expected scores before looking at the prompt, from the training side.</param>
/// <param name="Gains">By row, then by model: what the prompt adds to them.</param>
/// <param name="Costs">By row, then by model: expected costs.</param>
internal sealed record RoutedRows(string Name, float[][] Means, float[][] Gains, double[][] Costs)
{
    public int Rows => Means.Length;

    public double Expected(int row, int model) => Means[row][model] + Gains[row][model];

    /// <summary>
    /// How much more than usual the strong model is worth its call. The average gap is left out: with a domain left out, it
    /// says by its absence how that domain is.
    /// </summary>
    public double[] Urgency(int strong, int weak) => [.. Gains.Select(gain => (double)gain[strong] - gain[weak])];
}
