using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>Drawn fleets of up to three hosts, and requests of which some begin as earlier ones did.</summary>
internal static class SmallWorlds
{
    private static readonly string[] _models = ["llama3.2:3b", "qwen3:8b", "gemma3:12b", "qwen3:32b"];
    private static readonly (string Gpu, int Gib)[] _gpus = [("RTX 3060", 12), ("RTX 3090", 24), ("RTX 4090", 24)];

    public static Fleet Fleet(ulong seed)
    {
        var random = new SimulationRandom(seed);
        return SmallFleet.Of([.. Enumerable.Range(0, 1 + random.Below(3)).Select(at => Host(random, $"host-{at}"))]);
    }

    public static IWorkload Workload(ulong seed)
    {
        var random = new SimulationRandom(seed);
        return new Drawn(
            60 + random.Below(100),
            0.1 + (random.Unit() * 2),
            _models[..(1 + random.Below(_models.Length))]
        );
    }

    private static FleetHost Host(SimulationRandom random, string name)
    {
        var (gpu, gib) = _gpus[random.Below(_gpus.Length)];
        var host = SmallFleet.Host(name, gpu, gib, _models[..(1 + random.Below(_models.Length))]);
        var config = host.Config with { NumParallel = 1 + random.Below(4) };
        if (random.Below(3) == 0)
        {
            config = config with { Gpus = [.. config.Gpus, .. config.Gpus] };
        }

        return new FleetHost(name, config) { Slots = 1 + random.Below(6) };
    }

    private sealed class Drawn(int requests, double perSecond, string[] models) : IWorkload
    {
        public string Name => "drawn";

        public Deadline? Deadline => null;

        public IEnumerable<Arrival> Read(ulong seed)
        {
            var random = new SimulationRandom(seed);
            var at = 0.0;
            for (var number = 0; number < requests; number++)
            {
                at += random.Below(4) == 0 ? 0 : random.Unit() * 2 / perSecond;
                var (topic, blocks) = ((ulong)random.Below(4) << 32, random.Below(16));
                var prompt = new PromptShape(
                    1 + (blocks * 128),
                    [.. Enumerable.Range(0, blocks).Select(block => topic + (ulong)block)],
                    128
                );
                var model = models[random.Below(models.Length)];
                yield return new Arrival(number, TimeSpan.FromSeconds(at), model, prompt, 1 + random.Below(200));
            }
        }
    }
}
