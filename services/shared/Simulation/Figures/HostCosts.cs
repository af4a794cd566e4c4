using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Figures;

/// <summary>
/// What each model costs on a host at the least: with the smallest context, and so with the most of it in GPU memory
/// and with the most slots. The speeds are asked of <see cref="HostMachine"/> and <see cref="GenerationPace"/>, so that
/// no rule is written down twice.
/// </summary>
/// <remarks>
/// The shares keep this promise: whatever runs on the host at a moment, the host-seconds that all of it gains per second
/// are at most 1. A runner with k requests gives each of them at most 1/k of its best total rate, so that a runner alone
/// gains at most 1. Runners share a device in equal parts: with parts s(g) of a runner on devices g where a(g) runners
/// compute, it gains 1/Σ s(g)·a(g) ≤ Σ s(g)/a(g) (Jensen), and the sum over all runners is at most the number of devices,
/// by which the shares are divided. A runner that spills to main memory has the GPUs for itself, since whatever is
/// loaded beside another one must fit into the free GPU memory.
/// </remarks>
public static class HostCosts
{
    private const int SmallestContext = 1;

    public static IReadOnlyDictionary<string, ModelCost> Of(FleetHost host)
    {
        var costs = new Dictionary<string, ModelCost>(StringComparer.Ordinal);
        foreach (var model in host.Config.Models.Values)
        {
            if (Probe(host, model) is { } cost)
            {
                costs.Add(model.Name, cost);
            }
        }

        return costs;
    }

    /// <returns>Null when the host cannot load it at all.</returns>
    private static ModelCost? Probe(FleetHost host, SimulatedModel model)
    {
        var state = HostState.Empty(host.Config);
        var loading = Arrive(state, model, 1);
        if (loading.Actions.OfType<HostAction.StartLoad>().FirstOrDefault() is not { } load)
        {
            return null;
        }

        state = HostMachine
            .Apply(loading.State, new HostEvent.LoadEnded(load.LoadId), DateTimeOffset.UnixEpoch + load.Duration)
            .State;
        if (!state.Runners.ContainsKey(model.Name))
        {
            return null;
        }

        var devices = Math.Max(1, host.Config.Gpus.Length);
        var (alonePrompt, aloneAnswer) = Rates(state, model);
        if (alonePrompt <= 0 || aloneAnswer <= 0)
        {
            return null;
        }

        var (mostPrompt, mostAnswer) = MostRates(host, state, model);
        return new ModelCost(
            1 / alonePrompt,
            1 / aloneAnswer,
            1 / (mostPrompt * devices),
            1 / (mostAnswer * devices),
            load.Duration.TotalSeconds
        );
    }

    private static HostStep Arrive(HostState state, SimulatedModel model, long id) =>
        HostMachine.Apply(
            state,
            new HostEvent.Arrived(new HostRequest(id, model.Name, new RunnerOptions(SmallestContext))),
            DateTimeOffset.UnixEpoch
        );

    private static (double Prompt, double Answer) MostRates(FleetHost host, HostState state, SimulatedModel model)
    {
        var slots = Math.Clamp(state.Runners[model.Name].Slots, 1, Math.Max(1, host.Slots));
        var (mostPrompt, mostAnswer) = Rates(state, model);
        for (var busy = 2; busy <= slots; busy++)
        {
            state = Arrive(state, model, busy).State;
            var (prompt, answer) = Rates(state, model);
            mostPrompt = Math.Max(mostPrompt, busy * prompt);
            mostAnswer = Math.Max(mostAnswer, busy * answer);
        }

        return (mostPrompt, mostAnswer);
    }

    private static (double Prompt, double Answer) Rates(HostState state, SimulatedModel model)
    {
        var runner = state.Runners[model.Name];
        return (
            GenerationPace.PrefillTokensPerSecond(state, runner),
            GenerationPace.DecodeTokensPerSecond(state, runner)
        );
    }
}
