namespace Orchestrator.Simulation.Speeds;

/// <summary>How fast one GPU (or a CPU) computes. Decode is bound by memory, prefill by arithmetic.</summary>
/// <param name="Name">Normalised: <c>RTX 4090</c>.</param>
/// <param name="VramBytes">What it is usually sold with; 0 of a CPU.</param>
/// <param name="PrefillParametersPerSecond">Parameters times prompt tokens that it gets through in a second.</param>
/// <param name="DecodeBytesPerSecond">Bytes of weights that it reads in a second while it answers.</param>
/// <param name="DecodeOverheadSeconds">What each answer token costs besides reading the weights.</param>
public sealed record GpuSpeed(
    string Name,
    long VramBytes,
    double PrefillParametersPerSecond,
    double DecodeBytesPerSecond,
    double DecodeOverheadSeconds
);
