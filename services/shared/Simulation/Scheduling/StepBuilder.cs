using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>Gathers what one event changes. Lives inside one call of <see cref="HostMachine.Apply"/>.</summary>
internal sealed class StepBuilder(HostState state, DateTimeOffset now)
{
    private ImmutableArray<HostAction>.Builder? _actions;

    public HostState State { get; set; } = state;

    public void Add(HostAction action) => (_actions ??= ImmutableArray.CreateBuilder<HostAction>()).Add(action);

    public HostStep Build() => new(State, _actions?.DrainToImmutable() ?? []);

    public void Count(string model, RequestCounts more) => State = State.Count(model, more);

    /// <summary>Gives the request its model, and a slot if one is free. Its keep_alive replaces the model's.</summary>
    public void HandOver(RunnerState runner, HostRequest request)
    {
        Add(new HostAction.HandOver(request.Id));
        var used = runner with
        {
            KeepAlive = request.KeepAlive ?? runner.KeepAlive,
            IsDraining = runner.IsDraining && !Revives(runner, request),
            ExpiresAt = null,
            Holding = request.IsLoadOnly ? runner.Holding.Add(request.Id) : runner.Holding,
        };
        if (request.IsLoadOnly)
        {
            Started(used, RequestCounts.OneLoadOnly, request.Id, 0);
        }
        else if (used.Waiting.IsEmpty && used.Running.Count < used.Slots)
        {
            used = Start(used, request);
        }
        else
        {
            used = used with { Waiting = used.Waiting.Add(request) };
        }

        State = State.With(used);
    }

    /// <summary>Stores a runner that a request has left: a free slot is filled, an idle model starts its timer or goes.</summary>
    public void Release(RunnerState runner)
    {
        while (!runner.Waiting.IsEmpty && runner.Running.Count < runner.Slots)
        {
            runner = Start(runner with { Waiting = runner.Waiting.RemoveAt(0) }, runner.Waiting[0]);
        }

        State = runner.IsIdle ? FallIdle(runner) : State.With(runner);
    }

    public void Fail(string model, long id, string error)
    {
        Count(model, RequestCounts.OneEnded(RequestEnd.Failed));
        Add(new HostAction.Fail(id, error));
    }

    /// <summary>Nothing is to be reported for the load any more.</summary>
    public void AbortLoad(RunnerState runner)
    {
        State = State.Without(runner);
        Add(new HostAction.AbortLoad(runner.LoadId));
    }

    private bool Revives(RunnerState runner, HostRequest request) =>
        State.Config.KeepAliveRevivesDraining && request.KeepAlive > TimeSpan.Zero && !runner.IsOutdated;

    private HostState FallIdle(RunnerState runner) =>
        runner.IsDraining || runner.KeepAlive <= TimeSpan.Zero
            ? State.Without(runner)
            : State.With(runner with { ExpiresAt = runner.After(now) });

    private RunnerState Start(RunnerState runner, HostRequest request)
    {
        var slot = PrefixCache.Choose(runner.Caches, request.Prompt);
        var cache = runner.Caches[slot];
        Started(
            runner,
            RequestCounts.OneStarted,
            request.Id,
            runner.Model.IsEmbedding ? 0 : PrefixCache.CommonTokens(cache.Prompt, request.Prompt)
        );
        return runner with
        {
            Running = runner.Running.Add(request.Id),
            Caches = runner.Caches.SetItem(slot, cache with { RequestId = request.Id, Prompt = request.Prompt }),
        };
    }

    private void Started(RunnerState runner, RequestCounts one, long id, int cachedTokens)
    {
        Count(runner.Model.Name, one);
        Add(new HostAction.Start(id, cachedTokens));
    }
}
