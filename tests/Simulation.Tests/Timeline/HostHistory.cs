using System.Collections.Immutable;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Timeline;

namespace Orchestrator.Simulation.Tests.Timeline;

/// <summary>A history of a fleet of one or more hosts, told by hand.</summary>
internal sealed class HostHistory
{
    public HostHistory(params string[] hosts)
    {
        var config = new HostConfig
        {
            Gpus = [new GpuConfig("RTX 4090", 24L << 30)],
            Models = ModelCatalogue
                .Names.Select(name => ModelCatalogue.Find(name)!)
                .ToImmutableSortedDictionary(model => model.Name, model => model, StringComparer.Ordinal),
        };
        Fleet = new Fleet("told", [.. hosts.Select(host => new FleetHost(host, config))]);
        Recorder = new TimelineRecorder(Fleet);
    }

    public Fleet Fleet { get; }

    public TimelineRecorder Recorder { get; }

    /// <param name="runners">Name, whether it is loading, and how many requests run.</param>
    public HostHistory At(
        double seconds,
        int host,
        int queued,
        params (string Model, bool IsLoading, int Running)[] runners
    )
    {
        var state = HostState.Empty(Fleet.Hosts[host].Config);
        foreach (var (model, isLoading, running) in runners)
        {
            state = state with { Runners = state.Runners.SetItem(model, Runner(model, isLoading, running)) };
        }

        Recorder.HostChanged(TimeSpan.FromSeconds(seconds), host, state, queued);
        return this;
    }

    public TimelineRecorder EndsAt(double seconds)
    {
        Recorder.Ended(TimeSpan.FromSeconds(seconds));
        return Recorder;
    }

    private static RunnerState Runner(string model, bool isLoading, int running) =>
        new()
        {
            LoadId = 1,
            Model = ModelCatalogue.Find(model)!,
            Options = RunnerOptions.Default,
            ContextLength = 4096,
            Slots = 4,
            SizeBytes = 1,
            GpuBytes = [1],
            KeepAlive = TimeSpan.FromMinutes(5),
            IsLoading = isLoading,
            Running = [.. Enumerable.Range(0, running).Select(id => (long)id)],
        };
}
