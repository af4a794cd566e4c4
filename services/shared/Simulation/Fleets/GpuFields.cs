using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Fleets;

/// <summary>Reads the GPUs of a host: names of cards, or cards with another memory than usual.</summary>
internal static class GpuFields
{
    /// <returns>None is a host that runs on its CPU.</returns>
    /// <param name="vram">Memory of each card that is only named; null is what it is sold with.</param>
    public static ImmutableArray<GpuConfig> Read(YamlField list, long? vram = null) =>
        [.. list.Items(FleetLimits.GpusPerHostMax).Select(item => Gpu(item, vram)).OfType<GpuConfig>()];

    /// <returns>Null, and a sentence, when there is no such card.</returns>
    public static GpuSpeed? Find(string name, out string problem)
    {
        var isCpu = name.Equals(SpeedTable.Cpu, StringComparison.OrdinalIgnoreCase);
        var gpu = isCpu ? null : SpeedTable.TryFind(name);
        var known = SpeedTable.GpuNames.Where(known => known != SpeedTable.Cpu);
        problem = (gpu, isCpu) switch
        {
            (not null, _) => "",
            (null, true) => "is no GPU; a host without 'gpus' runs on its CPU",
            _ => $"no speeds are known for a GPU {Quoted.Of(name)}; {ClosestNames.Hint(name, known)}",
        };
        return gpu;
    }

    private static GpuConfig? Gpu(YamlField item, long? vram)
    {
        if (!item.IsMapping)
        {
            return Named(item, item, vram);
        }

        var fields = item.Fields("name", "vram");
        var given = fields?["vram"].Quantity(UnitScale.Memory, FleetLimits.VramBytesMin, FleetLimits.VramBytesMax);
        return fields is null ? null : Named(item, fields["name"].Needed(), (long?)given);
    }

    private static GpuConfig? Named(YamlField item, YamlField nameField, long? vram)
    {
        if (nameField.Text() is not { } name)
        {
            return null;
        }

        var gpu = Find(name, out var problem);
        if (gpu is null)
        {
            nameField.Problem(problem);
            return null;
        }

        if (vram is null && gpu.VramBytes == 0)
        {
            item.Problem($"the memory of {Quoted.Of(name)} is not known: give it as 'vram'");
        }

        return new GpuConfig(gpu.Name, vram ?? gpu.VramBytes);
    }
}
