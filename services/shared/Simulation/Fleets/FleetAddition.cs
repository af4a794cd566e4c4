using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Fleets;

/// <summary>
/// Adds hosts to a fleet from one argument: <c>gpu=RTX 3090,vram=24GB,models=qwen3:8b+llama3.2:3b,count=1,name=extra</c>,
/// or short, <c>RTX 3090</c> or <c>24GB</c>. What is not said is taken from the host of the fleet with the most similar memory.
/// </summary>
public static class FleetAddition
{
    private const string DefaultName = "added";

    /// <summary>The argument of the command line that the problems name.</summary>
    public const string Source = "--add-host";

    public static FileReading<Fleet> Parse(string text, Fleet fleet)
    {
        var problems = new ProblemList(Source);
        var fields = AdditionText
            .Read(text, problems)
            ?.Fields("gpu", "vram", "models", "count", "name", "disk", "slots");
        if (fields is null)
        {
            return problems.Reading<Fleet>(null);
        }

        var host = Host(fields, fleet);
        var count = fields["count"].Whole(1, FleetLimits.HostsMax) ?? 1;
        var name = Name(fields["name"], fleet, count);
        if (fleet.Hosts.Length + count > FleetLimits.HostsMax)
        {
            fields["count"].Problem($"more than {FleetLimits.HostsMax} hosts in all");
        }

        return problems.Reading(fleet with { Hosts = [.. fleet.Hosts, .. Named(host, name, count)] });
    }

    private static FleetHost Host(YamlFields fields, Fleet fleet)
    {
        var gpus = AdditionGpus.Read(fields, fleet);
        var models = Models(fields["models"], fleet);
        if (!fields["models"].IsThere)
        {
            models = Fitting(fleet, gpus);
            if (models.IsEmpty && !gpus.IsEmpty)
            {
                fields["vram"].Problem("no model of the fleet fits into this memory: name the models");
            }
        }

        var disk = fields["disk"]
            .Quantity(UnitScale.BytesPerSecond, FleetLimits.DiskBytesPerSecondMin, FleetLimits.DiskBytesPerSecondMax);
        var slots = fields["slots"].Whole(1, FleetLimits.ParallelMax);
        var like = Like(Similar(fleet, gpus), gpus, models);
        return like with
        {
            Config = like.Config with { DiskBytesPerSecond = disk ?? like.Config.DiskBytesPerSecond },
            Slots = slots ?? like.Slots,
        };
    }

    private static IEnumerable<FleetHost> Named(FleetHost host, string name, int count) =>
        HostName.Numbered(name, count).Select(one => host with { Name = one });

    private static FleetHost Similar(Fleet fleet, ImmutableArray<GpuConfig> gpus) =>
        fleet.Hosts.MinBy(host => Math.Abs(host.Config.VramBytes - gpus.Sum(gpu => gpu.VramBytes)))!;

    private static FleetHost Like(
        FleetHost similar,
        ImmutableArray<GpuConfig> gpus,
        ImmutableArray<SimulatedModel> models
    ) => similar with { Config = similar.Config with { Gpus = gpus, Models = HostModels.On(gpus, models) } };

    // A person who buys a card does not put a model onto it that would run on the CPU.
    private static ImmutableArray<SimulatedModel> Fitting(Fleet fleet, ImmutableArray<GpuConfig> gpus) =>
        [
            .. fleet
                .ModelNames.Select(fleet.FindModel)
                .OfType<SimulatedModel>()
                .Where(model => model.SizeBytes < gpus.Sum(gpu => gpu.VramBytes)),
        ];

    private static ImmutableArray<SimulatedModel> Models(YamlField list, Fleet fleet)
    {
        var models = new Dictionary<string, SimulatedModel>(StringComparer.Ordinal);
        foreach (var item in list.Items(FleetLimits.ModelsMax))
        {
            if (item.ModelName() is not { } name)
            {
                continue;
            }

            if (fleet.FindModel(name) is not { } model)
            {
                var known = ModelCatalogue.Names.Union(fleet.ModelNames, StringComparer.Ordinal);
                item.Problem($"unknown model {Quoted.Of(name)}; {ClosestNames.Hint(name, known)}");
            }
            else if (!models.TryAdd(name, model))
            {
                item.Problem($"{Quoted.Of(name)} is listed twice");
            }
        }

        return [.. models.Values];
    }

    private static string Name(YamlField field, Fleet fleet, int count)
    {
        var taken = fleet.Hosts.Select(host => host.Name).ToHashSet(StringComparer.Ordinal);
        if (!field.IsThere)
        {
            return Enumerable
                .Range(1, FleetLimits.HostsMax + 1)
                .Select(number => number == 1 ? DefaultName : $"{DefaultName}{number}")
                .First(name => !HostName.Numbered(name, count).Any(taken.Contains));
        }

        var name = field.Text(HostName.LengthMax) ?? "?";
        if (!HostName.IsGood(name))
        {
            field.Problem(HostName.Rule);
        }
        else if (HostName.Numbered(name, count).FirstOrDefault(taken.Contains) is { } twice)
        {
            field.Problem($"the fleet already has a host {Quoted.Of(twice)}");
        }

        return name;
    }
}
