namespace Orchestrator.Simulation.Speeds;

/// <summary>Machines that turn their published figures into tokens about equally well.</summary>
public enum GpuClass
{
    Nvidia,

    /// <summary>NVIDIA's for servers: one stream uses less of what they could do.</summary>
    Datacenter,
    Amd,
    Apple,
    Cpu,
}
