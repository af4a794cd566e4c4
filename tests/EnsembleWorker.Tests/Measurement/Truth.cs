using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>What a model really does on a simulated host when one call runs alone.</summary>
internal sealed record Truth(double Prefill, double Decode, int Slots)
{
    public static Truth Of(HostState host, SimulatedModel model)
    {
        if (!host.Runners.TryGetValue(model.Name, out var runner))
        {
            return new Truth(model.PrefillTokensPerSecond, model.DecodeTokensPerSecond, host.Config.NumParallel);
        }

        var alone = runner with { Running = ImmutableList.Create(1L) };
        var state = host with { Runners = new NameDictionary<RunnerState>().SetItem(model.Name, alone) };
        return new Truth(
            GenerationPace.PrefillTokensPerSecond(state, alone),
            GenerationPace.DecodeTokensPerSecond(state, alone),
            runner.Slots
        );
    }
}
