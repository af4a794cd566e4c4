using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>Plays events against a host and keeps the actions, in virtual time.</summary>
internal sealed class HostScript(HostConfig config)
{
    private readonly Dictionary<long, int> _started = [];
    private readonly HashSet<long> _refused = [];
    private readonly Dictionary<long, string> _failed = [];
    private long _lastId;

    public DateTimeOffset Now { get; private set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public HostState State { get; private set; } = HostState.Empty(config);

    public List<HostAction> Actions { get; } = [];

    /// <summary>A host with one GPU of 12 GiB.</summary>
    public static HostConfig Config(params string[] models) =>
        new()
        {
            Models = models
                .Select(name => SpeedTable.On(ModelCatalogue.Find(name)!, Gpu(12)))
                .ToImmutableSortedDictionary(model => model.Name, model => model, StringComparer.Ordinal),
            Gpus = Gpu(12),
        };

    public static ImmutableArray<GpuConfig> Gpu(int gib) => [new GpuConfig("RTX 4090", (long)gib << 30)];

    public static ImmutableArray<GpuConfig> Gpus(params int[] gib) => [.. gib.SelectMany(each => Gpu(each))];

    public long Arrive(
        string model,
        TimeSpan? keepAlive = null,
        RunnerOptions? options = null,
        bool isLoadOnly = false,
        PromptShape? prompt = null
    )
    {
        var id = ++_lastId;
        var request = new HostRequest(id, model, options ?? RunnerOptions.Default, keepAlive, isLoadOnly);
        Do(new HostEvent.Arrived(request with { Prompt = prompt ?? PromptShape.None }));
        return id;
    }

    public void End(long id, RequestEnd how = RequestEnd.Finished) => Do(new HostEvent.Ended(id, how));

    public void EndLoad() => Do(new HostEvent.LoadEnded(Loading().LoadId));

    public void FailLoad(LoadFailure why) => Do(new HostEvent.LoadFailed(Loading().LoadId, why));

    public void Reconfigure(Func<HostConfig, HostConfig> change) =>
        Do(new HostEvent.Reconfigured(change(State.Config)));

    public RunnerState Loading() => State.Runners.Values.Single(runner => runner.IsLoading);

    /// <summary>Arrives, loads and ends: the model is idle afterwards.</summary>
    public void Warm(string model, TimeSpan? keepAlive = null, RunnerOptions? options = null)
    {
        var id = Arrive(model, keepAlive, options);
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
        foreach (var action in step.Actions)
        {
            Note(action);
        }
    }

    public bool Started(long id) => _started.ContainsKey(id);

    public int CachedTokens(long id) => _started[id];

    public bool Refused(long id) => _refused.Contains(id);

    /// <summary>The error of a request that failed; null of any other.</summary>
    public string? Error(long id) => _failed.GetValueOrDefault(id);

    private void Note(HostAction action)
    {
        switch (action)
        {
            case HostAction.Start start:
                Assert.True(_started.TryAdd(start.RequestId, start.CachedTokens), "started twice");
                Assert.False(_refused.Contains(start.RequestId) || _failed.ContainsKey(start.RequestId));
                break;
            case HostAction.Refuse refuse:
                Assert.True(_refused.Add(refuse.RequestId), "refused twice");
                break;
            case HostAction.Fail fail:
                Assert.True(_failed.TryAdd(fail.RequestId, fail.Error), "failed twice");
                break;
        }
    }
}
