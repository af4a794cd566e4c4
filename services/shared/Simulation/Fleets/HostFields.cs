using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Fleets;

/// <summary>Reads the hosts of a fleet file.</summary>
/// <param name="own">Models that the file defines.</param>
internal sealed class HostFields(ImmutableSortedDictionary<string, SimulatedModel> own)
{
    private readonly HashSet<string> _hostNames = new(StringComparer.Ordinal);

    public ImmutableArray<HostSpec> Read(YamlField list)
    {
        var specs = list.Items(FleetLimits.HostsMax).Select(Host).OfType<HostSpec>().ToImmutableArray();
        var count = specs.Sum(spec => spec.Count);
        if (count > FleetLimits.HostsMax)
        {
            list.Problem($"describes {count} hosts, and at most {FleetLimits.HostsMax} are allowed");
        }

        return specs;
    }

    private HostSpec? Host(YamlField item)
    {
        var fields = item.Fields("name", "count", "gpus", "disk", "memory", "ollama", "slots", "queue_limit", "models");
        if (fields is null)
        {
            return null;
        }

        var name = fields["name"].Needed().Text(HostName.LengthMax);
        var spec = new HostSpec(name ?? "?", GpuFields.Read(fields["gpus"]), Models(fields["models"].Needed()))
        {
            Count = fields["count"].Whole(1, FleetLimits.HostsMax) ?? 1,
            DiskBytesPerSecond = fields["disk"]
                .Quantity(
                    UnitScale.BytesPerSecond,
                    FleetLimits.DiskBytesPerSecondMin,
                    FleetLimits.DiskBytesPerSecondMax
                ),
            MainMemoryBytes = (long?)
                fields["memory"].Quantity(UnitScale.Memory, FleetLimits.VramBytesMin, FleetLimits.MainMemoryBytesMax),
            Ollama = OllamaSettings.Read(fields["ollama"]),
            Slots = fields["slots"].Whole(1, FleetLimits.ParallelMax),
            QueueLimit = fields["queue_limit"].Whole(0, FleetLimits.QueueMax),
        };
        if (name is not null)
        {
            CheckName(fields["name"], name, spec);
        }

        return spec;
    }

    private void CheckName(YamlField field, string name, HostSpec spec)
    {
        if (!HostName.IsGood(name))
        {
            field.Problem(HostName.Rule);
        }

        // All names of the entry are taken before one double is told.
        var doubles = spec.HostNames.Where(host => !_hostNames.Add(host)).ToList();
        if (doubles.Count > 0)
        {
            field.Problem($"a second host {Quoted.Of(doubles[0])}");
        }
    }

    private ImmutableArray<string> Models(YamlField list)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.Items(FleetLimits.ModelsMax))
        {
            if (item.ModelName() is not { } name)
            {
                continue;
            }

            if (!own.ContainsKey(name) && ModelCatalogue.Find(name) is null)
            {
                item.Problem(
                    $"unknown model {Quoted.Of(name)}; {ClosestNames.Hint(name, ModelCatalogue.Names.Union(own.Keys, StringComparer.Ordinal))}"
                );
            }
            else if (names.Contains(name, StringComparer.Ordinal))
            {
                item.Problem($"{Quoted.Of(name)} is listed twice");
            }
            else
            {
                names.Add(name);
            }
        }

        return names.ToImmutable();
    }
}
