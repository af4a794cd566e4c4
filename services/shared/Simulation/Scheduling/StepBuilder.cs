using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>Gathers what one event changes. Lives inside one call of <see cref="HostMachine.Apply"/>.</summary>
internal sealed class StepBuilder(HostState state, DateTimeOffset now)
{
    private readonly ImmutableArray<HostAction>.Builder _actions = ImmutableArray.CreateBuilder<HostAction>();

    public HostState State { get; set; } = state;

    public void Add(HostAction action) => _actions.Add(action);

    public HostStep Build() => new(State, _actions.DrainToImmutable());

    public void Count(string model, Func<RequestCounts, RequestCounts> change) => State = State.Count(model, change);

    public void CountEnd(string model, RequestEnd how) =>
        Count(
            model,
            counts =>
                how switch
                {
                    RequestEnd.Finished => counts with { Finished = counts.Finished + 1 },
                    RequestEnd.Cancelled => counts with { Cancelled = counts.Cancelled + 1 },
                    _ => counts with { Failed = counts.Failed + 1 },
                }
        );

    /// <summary>Gives the request its model, and a slot if one is free. Its keep_alive replaces the model's.</summary>
    public void HandOver(RunnerState runner, HostRequest request)
    {
        Add(new HostAction.HandOver(request.Id));
        var used = runner with { KeepAlive = request.KeepAlive ?? runner.KeepAlive, ExpiresAt = null };
        if (request.IsLoadOnly)
        {
            used = used with { Holding = used.Holding.Add(request.Id) };
            Started(used, request.Id);
        }
        else
        {
            used = used with { Waiting = used.Waiting.Add(request.Id) };
        }

        // First the slots, which count what they start, then the state: not the other way round.
        var served = FillSlots(used);
        State = State.With(served);
    }

    /// <summary>Takes an ended request out; a model that falls idle starts its timer, or goes if it has to.</summary>
    public void Release(RunnerState runner, long id)
    {
        var rest = FillSlots(
            runner with
            {
                Running = runner.Running.Remove(id),
                Waiting = runner.Waiting.Remove(id),
                Holding = runner.Holding.Remove(id),
            }
        );
        State = rest.IsIdle ? FallIdle(rest) : State.With(rest);
    }

    public void Fail(string model, long id, string error)
    {
        CountEnd(model, RequestEnd.Failed);
        Add(new HostAction.Fail(id, error));
    }

    /// <summary>The runner is gone at once, with all its requests.</summary>
    public void Drop(RunnerState runner, string error)
    {
        State = State.Without(runner);
        if (runner.IsLoading)
        {
            Add(new HostAction.AbortLoad(runner.LoadId));
        }

        foreach (var id in runner.Running.Concat(runner.Waiting).Concat(runner.Holding))
        {
            Fail(runner.Model.Name, id, error);
        }
    }

    private HostState FallIdle(RunnerState runner) =>
        runner.IsDraining || runner.KeepAlive <= TimeSpan.Zero
            ? State.Without(runner)
            : State.With(runner with { ExpiresAt = runner.After(now) });

    private RunnerState FillSlots(RunnerState runner)
    {
        while (!runner.Waiting.IsEmpty && runner.Running.Count < runner.Slots)
        {
            var next = runner.Waiting[0];
            runner = runner with { Waiting = runner.Waiting.RemoveAt(0), Running = runner.Running.Add(next) };
            Started(runner, next);
        }

        return runner;
    }

    private void Started(RunnerState runner, long id)
    {
        Count(runner.Model.Name, counts => counts with { Started = counts.Started + 1 });
        Add(new HostAction.Start(id));
    }
}
