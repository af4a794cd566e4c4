using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Fleets;

/// <summary>The GPUs of an added host: named, or found by their memory.</summary>
internal static class AdditionGpus
{
    public static ImmutableArray<GpuConfig> Read(YamlFields fields, Fleet fleet)
    {
        var vram = (long?)fields["vram"].Quantity(UnitScale.Memory, FleetLimits.VramBytesMin, FleetLimits.VramBytesMax);
        if (fields["gpu"].IsThere)
        {
            return GpuFields.Read(fields["gpu"], vram);
        }

        if (!fields["vram"].IsThere)
        {
            fields.Self.Problem("needs 'gpu' or 'vram'");
        }

        return vram is { } bytes ? [OfMemory(bytes, fleet)] : [];
    }

    /// <summary>A card that the fleet has with this memory; else the known card whose memory comes nearest, by name.</summary>
    private static GpuConfig OfMemory(long bytes, Fleet fleet) =>
        fleet.Hosts.SelectMany(host => host.Config.Gpus).FirstOrDefault(gpu => gpu.VramBytes == bytes)
        ?? new GpuConfig(
            SpeedTable
                .GpuNames.Select(name => SpeedTable.TryFind(name)!)
                .Where(gpu => gpu.VramBytes > 0)
                .MinBy(gpu => Math.Abs(gpu.VramBytes - bytes))!
                .Name,
            bytes
        );
}
