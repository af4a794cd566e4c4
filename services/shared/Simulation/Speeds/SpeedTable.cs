using System.Collections.Frozen;
using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Speeds;

/// <summary>The speeds that models reach on machines: the table that <see cref="SpeedFit"/> made, with its sources.</summary>
public static class SpeedTable
{
    public const string Cpu = "CPU";

    private static readonly FrozenDictionary<string, GpuSpeed> _byName;

    static SpeedTable()
    {
        Fitted = SpeedFile.ReadEmbedded();
        _byName = Fitted.Gpus.ToFrozenDictionary(gpu => gpu.Name, StringComparer.OrdinalIgnoreCase);
        GpuNames = [.. _byName.Keys.Where(name => name != Cpu).Order(StringComparer.Ordinal)];
    }

    /// <summary>Everything, with numbers of rows, errors and sources.</summary>
    public static FittedSpeeds Fitted { get; }

    /// <summary>What <see cref="GpuConfig.Name"/> may be, in order of the alphabet.</summary>
    public static IReadOnlyList<string> GpuNames { get; }

    /// <summary>What a load takes besides reading the file.</summary>
    public static TimeSpan RunnerStart => TimeSpan.FromSeconds(Fitted.Load.StartSeconds);

    /// <param name="name">In any case; <see cref="Cpu"/> is found too.</param>
    public static GpuSpeed? TryFind(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// The model with the speeds that it reaches on these GPUs together; none is the CPU. On several GPUs a token passes
    /// through the layers of one after the other, so that the speed is a mean and not a sum.
    /// </summary>
    /// <exception cref="ArgumentException">A GPU has a name that is not in <see cref="GpuNames"/>.</exception>
    public static SimulatedModel On(SimulatedModel model, ImmutableArray<GpuConfig> gpus)
    {
        var cpu = _byName[Cpu];
        var speeds = gpus.IsEmpty ? [cpu] : gpus.Select(gpu => Known(gpu.Name)).ToArray();
        return model with
        {
            PrefillTokensPerSecond = 1 / speeds.Average(speed => PrefillSeconds(speed, model)),
            DecodeTokensPerSecond = 1 / speeds.Average(speed => DecodeSeconds(speed, model)),
            CpuPrefillTokensPerSecond = 1 / PrefillSeconds(cpu, model),
            CpuDecodeTokensPerSecond = 1 / DecodeSeconds(cpu, model),
        };
    }

    private static GpuSpeed Known(string name) =>
        TryFind(name) ?? throw new ArgumentException($"No speeds are known for a GPU '{name}'.", nameof(name));

    private static double PrefillSeconds(GpuSpeed speed, SimulatedModel model) =>
        speed.Prefill.Seconds(model.ActiveParameterCount * (model.IsMixture ? Fitted.MixturePrefillFactor : 1));

    private static double DecodeSeconds(GpuSpeed speed, SimulatedModel model) =>
        speed.Decode.Seconds(
            (double)model.SizeBytes
                * model.ActiveParameterCount
                / model.ParameterCount
                * (model.IsMixture ? Fitted.MixtureDecodeFactor : 1)
        );
}
