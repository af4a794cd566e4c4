using System.Collections.Frozen;
using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Speeds;

/// <summary>The speeds that models reach on machines.</summary>
public static class SpeedTable
{
    public const string Cpu = "CPU";

    private static readonly FrozenDictionary<string, GpuSpeed> _byName = Rough()
        .ToFrozenDictionary(gpu => gpu.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What <see cref="GpuConfig.Name"/> may be, in order of the alphabet.</summary>
    public static IReadOnlyList<string> GpuNames { get; } = [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <param name="name">In any case.</param>
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
        model.ActiveParameterCount / speed.PrefillParametersPerSecond;

    private static double DecodeSeconds(GpuSpeed speed, SimulatedModel model)
    {
        var activeBytes = (double)model.SizeBytes * model.ActiveParameterCount / model.ParameterCount;
        return (activeBytes / speed.DecodeBytesPerSecond) + speed.DecodeOverheadSeconds;
    }

    // Rough: two thirds of the memory bandwidth, and prompts as fast as consumer cards of the class were seen.
    private static GpuSpeed[] Rough() =>
        [
            Gpu("RTX 3060", 12, 9e12, 360),
            Gpu("RTX 3090", 24, 28e12, 936),
            Gpu("RTX 4070", 12, 20e12, 504),
            Gpu("RTX 4070 Ti", 12, 27e12, 504),
            Gpu("RTX 4080", 16, 35e12, 717),
            Gpu("RTX 4090", 24, 55e12, 1008),
            Gpu("RTX 5070", 12, 25e12, 672),
            Gpu("RTX 5080", 16, 40e12, 960),
            Gpu("RTX 5090", 32, 80e12, 1792),
            Gpu("RX 7900 XT", 20, 17e12, 800),
            Gpu("RX 7900 XTX", 24, 22e12, 960),
            Gpu("M3 Max", 48, 5e12, 400),
            Gpu("M4 Pro", 36, 3e12, 273),
            Gpu("M2 Ultra", 144, 8e12, 800),
            Gpu("A100", 80, 40e12, 1935),
            Gpu("H100", 80, 60e12, 2000),
            Gpu("L40S", 48, 45e12, 864),
            Gpu("T4", 16, 7e12, 320),
            Gpu(Cpu, 0, 0.4e12, 60),
        ];

    private static GpuSpeed Gpu(string name, int gib, double prefill, double gigabytesPerSecond) =>
        new(name, (long)gib << 30, prefill, gigabytesPerSecond * 1e9 * 2 / 3, 0.001);
}
