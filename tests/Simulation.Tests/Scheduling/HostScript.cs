using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>Plays events against a host and keeps the actions, in virtual time.</summary>
internal sealed class HostScript(HostConfig config)
{
    private readonly HashSet<long> _started = [];
    private readonly HashSet<long> _refused = [];
    private long _lastId;

    public DateTimeOffset Now { get; private set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public HostState State { get; private set; } = HostState.Empty(config);

    public List<HostAction> Actions { get; } = [];

    public static HostConfig Config(params string[] models) =>
        new()
        {
            Models = models
                .Select(name => ModelCatalogue.Find(name)!)
                .ToImmutableSortedDictionary(model => model.Name, model => model, StringComparer.Ordinal),
            Gpus = Gpu(16),
        };

    public static ImmutableArray<GpuConfig> Gpu(int gib) => [new GpuConfig("RTX 4090", (long)gib << 30)];

    public long Arrive(string model, TimeSpan? keepAlive = null, RunnerOptions? options = null, bool isLoadOnly = false)
    {
        var id = ++_lastId;
        Do(new HostEvent.Arrived(new HostRequest(id, model, options ?? RunnerOptions.Default, keepAlive, isLoadOnly)));
        return id;
    }

    public void End(long id, RequestEnd how = RequestEnd.Finished) => Do(new HostEvent.Ended(id, how));

    public void EndLoad() =>
        Do(new HostEvent.LoadEnded(State.Runners.Values.Single(runner => runner.IsLoading).LoadId));

    /// <summary>Arrives, loads and ends: the model is idle afterwards.</summary>
    public void Warm(string model, TimeSpan? keepAlive = null)
    {
        var id = Arrive(model, keepAlive);
        EndLoad();
        End(id);
    }

    public void Wait(TimeSpan span)
    {
        Now += span;
        Do(new HostEvent.TimePassed());
    }

    public void Do(HostEvent hostEvent)
    {
        var step = HostMachine.Apply(State, hostEvent, Now);
        State = step.State;
        Actions.AddRange(step.Actions);
        _started.UnionWith(step.Actions.OfType<HostAction.Start>().Select(start => start.RequestId));
        _refused.UnionWith(step.Actions.OfType<HostAction.Refuse>().Select(refuse => refuse.RequestId));
    }

    public bool Started(long id) => _started.Contains(id);

    public bool Refused(long id) => _refused.Contains(id);
}
