using System.Collections.Immutable;

namespace Orchestrator.Simulation.Speeds;

/// <summary>The whole table, as it is checked in.</summary>
/// <param name="Note">For the one who opens the file.</param>
/// <param name="MixturePrefillFactor">A mixture of experts takes so many times what a dense model of its active size takes.</param>
/// <param name="MixtureDecodeFactor">Likewise for answers.</param>
/// <param name="Load">What a load takes besides reading the file.</param>
public sealed record FittedSpeeds(
    string Note,
    double MixturePrefillFactor,
    double MixtureDecodeFactor,
    LoadSpeed Load,
    ImmutableArray<GpuSpeed> Gpus
);

/// <summary>Loads as measured on one machine with a fast disk.</summary>
/// <param name="StartSeconds">Start of the runner, however small the file is. Assumed.</param>
/// <param name="BytesPerSecond">That the rest was read with.</param>
/// <param name="Rows">Measurements used.</param>
/// <param name="MedianError">Median relative error of the seconds.</param>
public sealed record LoadSpeed(double StartSeconds, double BytesPerSecond, int Rows, double MedianError);
