using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>Fleets and workloads that nobody would set up: what holds for them holds.</summary>
internal static class RandomWorlds
{
    private static readonly string[] _models =
    [
        "llama3.2:3b",
        "qwen3:8b",
        "gemma3:12b",
        "qwen2.5-coder:7b",
        "exaone3.5:7.8b",
        "qwen3:32b",
    ];

    private static readonly (string Gpu, int GiB)[] _gpus = [("RTX 3060", 12), ("RTX 3090", 24), ("RTX 4090", 8)];

    public static Fleet Fleet(SimulationRandom random) =>
        SmallFleet.Of([.. Enumerable.Range(0, 1 + random.Below(4)).Select(at => Host(random, $"host-{at}"))]);

    public static IWorkload Workload(SimulationRandom random, Fleet fleet)
    {
        var models = fleet.Hosts.SelectMany(host => host.Config.Models.Keys).Distinct(StringComparer.Ordinal);
        return new Conversations(100 + random.Below(200), 0.05 + (random.Unit() * 5), [.. models]);
    }

    private static FleetHost Host(SimulationRandom random, string name)
    {
        var (gpu, gib) = _gpus[random.Below(_gpus.Length)];
        var models = _models.Where(_ => random.Below(2) == 0).DefaultIfEmpty(_models[0]).ToArray();
        var host = SmallFleet.Host(name, gpu, gib, models);
        return host with
        {
            Config = host.Config with
            {
                NumParallel = 1 + random.Below(4),
                PendingMax = random.Below(3),
                LoadedModelsMax = random.Below(4),
                DiskBytesPerSecond = 0.5e9 + (random.Unit() * 3e9),
            },
            Slots = 1 + random.Below(6),
            QueueLimit = random.Below(12),
        };
    }

    /// <summary>Bursts of questions, some of which go on where an earlier one ended, some with prompts beyond any context.</summary>
    private sealed class Conversations(int requests, double perSecond, string[] models) : IWorkload
    {
        public string Name => "conversations";

        public Deadline? Deadline => new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

        public IEnumerable<Arrival> Read(ulong seed)
        {
            var random = new SimulationRandom(seed);
            var at = TimeSpan.Zero;
            for (var number = 0; number < requests; number++)
            {
                at += random.Below(3) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Unit() * 2 / perSecond);
                yield return new Arrival(
                    number,
                    at,
                    models[random.Below(models.Length)],
                    Prompt(random),
                    1 + random.Below(400)
                )
                {
                    Tenant = $"tenant-{random.Below(3)}",
                };
            }
        }

        private static PromptShape Prompt(SimulationRandom random)
        {
            var blocks = random.Below(20);
            var topic = (ulong)random.Below(5) << 32;
            return random.Below(10) == 0 ? PromptShape.Unshared(1 + random.Below(100_000))
                : blocks == 0 ? PromptShape.Unshared(1)
                : new PromptShape(blocks * 64, [.. Enumerable.Range(0, blocks).Select(at => topic + (ulong)at)], 64);
        }
    }
}
