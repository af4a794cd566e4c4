using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Fleets;

/// <summary>One Ollama host, and what its owning worker lets onto it.</summary>
/// <param name="Name">Unique in the fleet.</param>
/// <param name="Config">The host itself; its models have the speeds that they reach on it.</param>
public sealed record FleetHost(string Name, HostConfig Config)
{
    /// <summary>Calls that the owning worker lets run at once; by default what one loaded model runs at once.</summary>
    public int Slots { get; init; } = Config.NumParallel;

    /// <summary>Calls that may wait at the owning worker.</summary>
    public int QueueLimit { get; init; } = 32;

    /// <summary>For people: <c>RTX 3090 + RTX 3090, 48 GB</c>.</summary>
    public string Machine =>
        Config.Gpus.IsEmpty
            ? "CPU only"
            : $"{string.Join(" + ", Config.Gpus.Select(gpu => gpu.Name))}, {Config.VramBytes >> 30} GB";
}
