namespace Orchestrator.Simulation.Speeds;

/// <summary>Published figures of one GPU, by its maker's data sheet.</summary>
/// <param name="Gib">Memory it is usually sold with; of a machine with shared memory what the GPU may use of it.</param>
/// <param name="GigabytesPerSecond">Memory bandwidth.</param>
/// <param name="Teraflops">Half precision with matrix units, dense; only the ratio inside a class matters.</param>
/// <param name="Spelling">What the name of a machine in the measurements contains, upper case.</param>
internal sealed record GpuFacts(
    string Name,
    GpuClass Class,
    int Gib,
    double GigabytesPerSecond,
    double Teraflops,
    string Spelling
)
{
    /// <summary>Longer spellings first, because <c>4070</c> is in <c>4070 TI</c>.</summary>
    public static IReadOnlyList<GpuFacts> All { get; } =
    [.. Consumer().Concat(Professional()).Concat(Others()).OrderByDescending(gpu => gpu.Spelling.Length)];

    private static GpuFacts[] Consumer() =>
        [
            new("GTX 1080", GpuClass.Nvidia, 8, 320, 9, "1080"),
            new("RTX 2080", GpuClass.Nvidia, 8, 448, 80, "2080"),
            new("RTX 3060", GpuClass.Nvidia, 12, 360, 51, "3060"),
            new("RTX 3070", GpuClass.Nvidia, 8, 448, 81, "3070"),
            new("RTX 3080", GpuClass.Nvidia, 10, 760, 119, "3080"),
            new("RTX 3080 Ti", GpuClass.Nvidia, 12, 912, 136, "3080 TI"),
            new("RTX 3090", GpuClass.Nvidia, 24, 936, 142, "3090"),
            new("RTX 3090 Ti", GpuClass.Nvidia, 24, 1008, 160, "3090 TI"),
            new("RTX 4060 Ti", GpuClass.Nvidia, 16, 288, 88, "4060 TI"),
            new("RTX 4070", GpuClass.Nvidia, 12, 504, 117, "4070"),
            new("RTX 4070 Super", GpuClass.Nvidia, 12, 504, 142, "4070 SUPER"),
            new("RTX 4070 Ti", GpuClass.Nvidia, 12, 504, 160, "4070 TI"),
            new("RTX 4070 Ti Super", GpuClass.Nvidia, 16, 672, 176, "4070 TI SUPER"),
            new("RTX 4080 Laptop", GpuClass.Nvidia, 12, 432, 130, "4080 LAPTOP"),
            new("RTX 4080", GpuClass.Nvidia, 16, 717, 195, "4080"),
            new("RTX 4090", GpuClass.Nvidia, 24, 1008, 330, "4090"),
            new("RTX 5070", GpuClass.Nvidia, 12, 672, 123, "5070"),
            new("RTX 5070 Ti", GpuClass.Nvidia, 16, 896, 176, "5070 TI"),
            new("RTX 5080", GpuClass.Nvidia, 16, 960, 225, "5080"),
            new("RTX 5090", GpuClass.Nvidia, 32, 1792, 419, "5090"),
        ];

    private static GpuFacts[] Professional() =>
        [
            new("T4", GpuClass.Datacenter, 16, 320, 65, "T4"),
            new("A40", GpuClass.Datacenter, 48, 696, 150, "A40 48GB"),
            new("RTX A6000", GpuClass.Datacenter, 48, 768, 155, "RTX A6000"),
            new("RTX 4000 Ada", GpuClass.Nvidia, 20, 360, 106, "RTX 4000 ADA"),
            new("RTX 5000 Ada", GpuClass.Nvidia, 32, 576, 261, "RTX 5000 ADA"),
            new("RTX 6000 Ada", GpuClass.Nvidia, 48, 960, 364, "RTX 6000 ADA"),
            new("L40S", GpuClass.Datacenter, 48, 864, 362, "L40S"),
            new("A100", GpuClass.Datacenter, 80, 1935, 312, "A100"),
            new("H100", GpuClass.Datacenter, 80, 2000, 756, "H100 PCIE"),
            new("H100 SXM", GpuClass.Datacenter, 80, 3350, 989, "H100 SXM"),
            new("H200", GpuClass.Datacenter, 141, 4800, 989, "H200"),
            new("GB10", GpuClass.Nvidia, 112, 273, 125, "GB10"),
        ];

    private static GpuFacts[] Others() =>
        [
            new("RX 7900 XT", GpuClass.Amd, 20, 800, 103, "7900 XT"),
            new("RX 7900 XTX", GpuClass.Amd, 24, 960, 123, "7900 XTX"),
            new("M1 Max", GpuClass.Apple, 48, 400, 21, "M1 MAX"),
            new("M2 Ultra", GpuClass.Apple, 144, 800, 54, "M2 ULTRA"),
            new("M3 Max", GpuClass.Apple, 48, 400, 28, "M3 MAX"),
            new("M4 Pro", GpuClass.Apple, 36, 273, 17, "M4 PRO"),
            new("M4 Max", GpuClass.Apple, 48, 546, 34, "M4 MAX"),
            new("M5 Max", GpuClass.Apple, 48, 614, 70, "M5 MAX"),
            new(SpeedTable.Cpu, GpuClass.Cpu, 0, 90, 1, "CPU"),
        ];

    /// <returns>Null for a machine that the table does not have.</returns>
    public static GpuFacts? Of(string hardware)
    {
        var upper = hardware.ToUpperInvariant();
        return All.FirstOrDefault(gpu => upper.Contains(gpu.Spelling, StringComparison.Ordinal));
    }
}
