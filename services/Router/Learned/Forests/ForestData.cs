namespace Orchestrator.Router.Learned.Forests;

/// <summary>Rows to learn from.</summary>
/// <param name="Features">By row, all of one length.</param>
/// <param name="Targets">Row after row, each of <paramref name="TargetCount"/>.</param>
/// <param name="Groups">By row: rows of one group (a domain, a source) stand or fall together.</param>
internal sealed record ForestData(float[][] Features, float[] Targets, int TargetCount, int[] Groups)
{
    public int Rows => Features.Length;

    public int FeatureCount => Features.Length == 0 ? 0 : Features[0].Length;
}
