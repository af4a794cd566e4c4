using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Evaluate.Ensembles.Figures;

/// <summary>One row, on average over questions.</summary>
internal sealed record RowFigures(Interval Score, double Calls, double Tokens, double WorkSeconds, double LoadSeconds)
{
    public double GpuSeconds => WorkSeconds + LoadSeconds;
}
