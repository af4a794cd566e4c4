namespace Orchestrator.Router.Learned.Predictions;

/// <summary>How well several models answered the same prompts.</summary>
/// <param name="Features">By row: what is known of a prompt, see <see cref="Prompts.PromptShape"/>.</param>
/// <param name="Scores">By row, then by model; 0 to 1.</param>
/// <param name="Groups">By row: its domain.</param>
internal sealed record QualityOutcomes(float[][] Features, float[][] Scores, int[] Groups)
{
    public int Rows => Features.Length;

    public int Models => Scores.Length == 0 ? 0 : Scores[0].Length;

    public QualityOutcomes Only(int[] rows) =>
        new(
            [.. rows.Select(row => Features[row])],
            [.. rows.Select(row => Scores[row])],
            [.. rows.Select(row => Groups[row])]
        );

    /// <summary>The same with some of the features: a router by length has one.</summary>
    public QualityOutcomes With(int[] features) =>
        this with
        {
            Features = [.. Features.Select(row => features.Select(feature => row[feature]).ToArray())],
        };
}
