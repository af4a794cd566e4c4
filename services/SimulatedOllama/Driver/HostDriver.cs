using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>Drives the pure host with real requests and timers. One lock around each step; it decides nothing.</summary>
internal sealed class HostDriver(IOptions<SimulatedOptions> options, FaultBook faults, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Ticket> _tickets = [];
    private readonly Dictionary<long, ITimer> _loads = [];
    private volatile HostState _state = HostState.Empty(HostConfigs.From(options.Value));
    private ITimer? _expiry;
    private long _lastId;

    /// <summary>A whole, immutable picture; it may be outdated the next moment.</summary>
    public HostState State => _state;

    /// <summary>Counts the events, so that a watcher can ask for what comes after.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <param name="ask">The request for the id that it gets.</param>
    public Ticket Submit(Func<long, HostRequest> ask)
    {
        lock (_gate)
        {
            var request = ask(++_lastId);
            var ticket = new Ticket(request.Id, request.Model, clock.GetTimestamp(), Release);
            _tickets.Add(ticket.Id, ticket);
            Step(new HostEvent.Arrived(request));
            return ticket;
        }
    }

    public void Unload(string model) => Apply(new HostEvent.UnloadAsked(model));

    /// <summary>Changes the machine or its models while it runs.</summary>
    public void Reconfigure(Func<HostConfig, HostConfig> change)
    {
        lock (_gate)
        {
            Step(new HostEvent.Reconfigured(change(_state.Config)));
        }
    }

    /// <summary>All that is loaded, waits or runs is gone.</summary>
    public void Crash() => Apply(new HostEvent.Crashed());

    public void Dispose()
    {
        lock (_gate)
        {
            _expiry?.Dispose();
            foreach (var timer in _loads.Values)
            {
                timer.Dispose();
            }
        }
    }

    private void Release(Ticket ticket)
    {
        lock (_gate)
        {
            if (_tickets.Remove(ticket.Id))
            {
                Step(new HostEvent.Ended(ticket.Id, ticket.End));
            }
        }
    }

    private void Apply(HostEvent hostEvent)
    {
        lock (_gate)
        {
            Step(hostEvent);
        }
    }

    private void Step(HostEvent hostEvent)
    {
        var step = HostMachine.Apply(_state, hostEvent, clock.GetUtcNow());
        _state = step.State;
        foreach (var action in step.Actions)
        {
            Do(action);
        }

        ArmExpiry();
        Changes.Raise();
    }

    private void Do(HostAction action)
    {
        switch (action)
        {
            case HostAction.StartLoad load:
                _loads[load.LoadId] = clock.CreateTimer(
                    _ => EndLoad(load.LoadId),
                    null,
                    load.Duration,
                    Timeout.InfiniteTimeSpan
                );
                break;
            case HostAction.AbortLoad abort when _loads.Remove(abort.LoadId, out var timer):
                timer.Dispose();
                break;
            case HostAction.HandOver given when _tickets.TryGetValue(given.RequestId, out var ticket):
                ticket.HandOver(clock.GetTimestamp());
                break;
            case HostAction.Start start when _tickets.TryGetValue(start.RequestId, out var ticket):
                ticket.Start(start.CachedTokens);
                break;
            case HostAction.Refuse refuse:
                GiveUp(refuse.RequestId, WireError.Busy);
                break;
            case HostAction.Fail fail:
                GiveUp(fail.RequestId, ErrorOf(fail.Error));
                break;
        }
    }

    // The host has forgotten it already: its release must not be reported as an end.
    private void GiveUp(long id, WireError error)
    {
        _tickets.GetValueOrDefault(id)?.Fail(error);
        _tickets.Remove(id);
    }

    private static WireError ErrorOf(string text) =>
        new(
            text.StartsWith("model \"", StringComparison.Ordinal)
                ? StatusCodes.Status404NotFound
                : StatusCodes.Status500InternalServerError,
            text
        );

    private void EndLoad(long loadId)
    {
        lock (_gate)
        {
            if (_loads.Remove(loadId, out var timer))
            {
                timer.Dispose();
                Step(
                    LoadFaultOf(loadId) is { } why
                        ? new HostEvent.LoadFailed(loadId, why)
                        : new HostEvent.LoadEnded(loadId)
                );
            }
        }
    }

    private LoadFailure? LoadFaultOf(long loadId)
    {
        var model = _state.Runners.Values.FirstOrDefault(runner => runner.LoadId == loadId)?.Model.Name;
        return model is not null && faults.TakeForLoad(model) ? LoadFailure.OutOfMemory : null;
    }

    private void ArmExpiry()
    {
        var wait = _state.NextExpiry - clock.GetUtcNow();
        _expiry ??= clock.CreateTimer(
            _ => Apply(new HostEvent.TimePassed()),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _expiry.Change(wait is { } time ? Bounded(time) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Timers take 49 days at most; the tick is up to a millisecond early, hence the one added.
    private static TimeSpan Bounded(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds + 1, 1, 24.0 * 3600 * 1000));
}
