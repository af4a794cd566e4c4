namespace Orchestrator.Simulation.Scheduling;

/// <summary>The options that belong to the loaded model: a change of any of them reloads it.</summary>
/// <param name="NumCtx">Null takes the context of the loaded model, or the host's default.</param>
/// <param name="NumGpu">Layers on the GPUs; negative is as many as fit, 0 is the CPU.</param>
/// <param name="Shift">Whether a full context drops its oldest tokens; not in <c>options</c> but beside them.</param>
public sealed record RunnerOptions(
    int? NumCtx = null,
    int NumBatch = 512,
    int NumGpu = -1,
    int MainGpu = 0,
    int NumThread = 0,
    int DraftNumPredict = 4,
    bool? UseMmap = null,
    bool Shift = true
)
{
    public static RunnerOptions Default { get; } = new();

    internal bool EqualsButContext(RunnerOptions other) =>
        ReferenceEquals(this, other)
        || (
            NumBatch == other.NumBatch
            && NumGpu == other.NumGpu
            && MainGpu == other.MainGpu
            && NumThread == other.NumThread
            && DraftNumPredict == other.DraftNumPredict
            && UseMmap == other.UseMmap
            && Shift == other.Shift
        );
}
