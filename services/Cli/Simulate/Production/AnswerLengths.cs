namespace Orchestrator.Cli.Simulate.Production;

/// <summary>
/// How long answers are expected to be, as a router learns it: by the mean of those that have ended. Nobody knows the length
/// of an answer before.
/// </summary>
internal sealed class AnswerLengths
{
    private const int First = 256;

    /// <summary>Weight of the newest answer.</summary>
    private const double Step = 0.1;

    private readonly Dictionary<string, double> _means = new(StringComparer.Ordinal);

    public int Expected(string model) => (int)_means.GetValueOrDefault(model, First);

    public void Ended(string model, int outputTokens)
    {
        var mean = _means.GetValueOrDefault(model, outputTokens);
        _means[model] = mean + (Step * (outputTokens - mean));
    }
}
