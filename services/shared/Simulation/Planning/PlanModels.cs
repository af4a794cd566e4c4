using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Planning;

/// <summary>
/// What models come to on one host, asked of <see cref="HostMachine"/> and <see cref="GenerationPace"/> once per model
/// and context, so that a plan obeys the rules of hosts without being as slow as they are.
/// </summary>
internal sealed class PlanModels(FleetHost host)
{
    private readonly Dictionary<(string Name, int Context), PlanModel?> _known = [];

    public FleetHost Host => host;

    public long Bytes { get; } = host.Config.Gpus.IsEmpty ? host.Config.MainMemoryBytes : host.Config.VramBytes;

    /// <param name="context">0 is what the host takes by itself.</param>
    /// <returns>Null when the host cannot load it.</returns>
    public PlanModel? Of(string name, int context)
    {
        if (!_known.TryGetValue((name, context), out var model))
        {
            // Contexts are powers of two, or what a model or a host is set to: there are not many.
            model = host.Config.Models.TryGetValue(name, out var known) ? Probe(known, context) : null;
            _known.Add((name, context), model);
        }

        return model;
    }

    private PlanModel? Probe(SimulatedModel model, int context)
    {
        var options = new RunnerOptions(context == 0 ? null : context);
        var first = Arrive(HostState.Empty(host.Config), model.Name, 1, options);
        if (first.Actions.OfType<HostAction.StartLoad>().FirstOrDefault() is not { } load)
        {
            return null;
        }

        var loaded = HostMachine.Apply(
            first.State,
            new HostEvent.LoadEnded(load.LoadId),
            DateTimeOffset.UnixEpoch + load.Duration
        );
        return loaded.State.Runners.TryGetValue(model.Name, out var runner)
            ? Measure(loaded.State, runner, options, load.Duration)
            : null;
    }

    private PlanModel Measure(HostState state, RunnerState runner, RunnerOptions options, TimeSpan load)
    {
        var (prompt, answer) = (new double[runner.Slots], new double[runner.Slots]);
        for (var busy = 0; busy < runner.Slots; busy++)
        {
            state = busy == 0 ? state : Arrive(state, runner.Model.Name, busy + 1, options).State;
            var now = state.Runners[runner.Model.Name];
            prompt[busy] = 1 / GenerationPace.PrefillTokensPerSecond(state, now);
            answer[busy] = 1 / GenerationPace.DecodeTokensPerSecond(state, now);
        }

        var isOnCpu = host.Config.Gpus.IsEmpty;
        return new PlanModel(
            runner.ContextLength,
            runner.Slots,
            isOnCpu ? runner.SizeBytes : runner.VramBytes,
            MemoryEstimate.SizeBytes(host.Config, runner.Model, runner.ContextLength, 1),
            !isOnCpu && runner.GpuShare < 1,
            load.TotalSeconds,
            prompt,
            answer
        );
    }

    private static HostStep Arrive(HostState state, string model, long id, RunnerOptions options) =>
        HostMachine.Apply(state, new HostEvent.Arrived(new HostRequest(id, model, options)), DateTimeOffset.UnixEpoch);
}
