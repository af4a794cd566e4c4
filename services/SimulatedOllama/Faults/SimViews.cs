using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>The host's state and its faults as <c>/_sim</c> shows them.</summary>
internal static class SimViews
{
    public static SimState State(HostDriver host, FaultBook faults, SimulatedOptions options)
    {
        var version = host.Changes.Version;
        var state = host.State;
        return new SimState(
            version,
            options.Name,
            options.Preset,
            SimulatedOllamaModule.Version,
            Simulated: true,
            state.Config.VramBytes,
            state.UsedVramBytes,
            state.Pending.Count,
            [.. state.Config.Models.Keys.Select(name => Model(state, name))],
            Faults(faults).Faults
        );
    }

    public static SimFaults Faults(FaultBook faults) => new([.. faults.All.Select(Fault)]);

    public static SimFault Fault(Fault fault) =>
        new(fault.Id, FaultKinds.NameOf(fault.Kind), fault.Model, fault.Remaining)
        {
            Factor = fault.Kind is FaultKind.Slow or FaultKind.SlowDisk ? fault.Factor : null,
            Path = fault.Path,
            Milliseconds = fault.Kind == FaultKind.Delay ? fault.Time.TotalMilliseconds : null,
            Seconds = fault.Kind == FaultKind.Crash ? fault.Time.TotalSeconds : null,
            Status = fault.Status == 0 ? null : fault.Status,
            Bytes = fault.Bytes == 0 ? null : fault.Bytes,
        };

    private static SimModel Model(HostState state, string name)
    {
        var runner = state.Runners.GetValueOrDefault(name);
        var counts = state.Counts.GetValueOrDefault(name, RequestCounts.Zero);
        var phase = runner switch
        {
            null => "unloaded",
            { IsLoading: true } => "loading",
            { IsDraining: true } => "draining",
            _ => "loaded",
        };
        return new SimModel(
            name,
            phase,
            runner?.Slots ?? 0,
            runner?.Running.Count ?? 0,
            (runner?.Waiting.Count ?? 0) + state.Pending.Count(request => request.Model == name),
            counts.Arrived,
            counts.Started,
            counts.Finished,
            counts.Cancelled,
            counts.Failed,
            counts.Refused,
            counts.LoadOnly
        );
    }
}
