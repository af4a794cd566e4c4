using System.Collections.Immutable;

namespace Orchestrator.Simulation.Speeds;

/// <summary>How fast one GPU (or a CPU) computes. Answers are bound by its memory, prompts by its arithmetic.</summary>
/// <param name="Name">Normalised: <c>RTX 4090</c>.</param>
/// <param name="VramBytes">What it is usually sold with; 0 of a CPU.</param>
/// <param name="Prefill">Per prompt token; its units are active parameters.</param>
/// <param name="Decode">Per answer token; its units are active bytes of weights.</param>
/// <param name="Sources">Where its measurements are from, with their number.</param>
public sealed record GpuSpeed(
    string Name,
    GpuClass Class,
    long VramBytes,
    SpeedLine Prefill,
    SpeedLine Decode,
    ImmutableArray<string> Sources
);

/// <summary>Seconds of a token: a part that grows with the model and one that does not.</summary>
/// <param name="Rows">Measurements that were used.</param>
/// <param name="MedianError">Median relative error of the tokens/s over them; null without any.</param>
public sealed record SpeedLine(
    double UnitsPerSecond,
    double OverheadSeconds,
    SpeedBasis Basis,
    int Rows,
    double? MedianError
)
{
    public double Seconds(double units) => (units / UnitsPerSecond) + OverheadSeconds;
}

public enum SpeedBasis
{
    /// <summary>Both parts are fitted to its own measurements.</summary>
    Fitted,

    /// <summary>Few measurements, or of one size: they give the speed, its class gives the shape.</summary>
    Scaled,

    /// <summary>No measurement: published figures times what its class makes of them.</summary>
    Class,
}
