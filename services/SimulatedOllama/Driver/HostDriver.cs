using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>Drives the pure host with real requests and timers. One lock around each step; it decides nothing.</summary>
internal sealed class HostDriver : IDisposable
{
    private readonly FaultBook _faults;
    private readonly TimeProvider _clock;
    private readonly HostTimers _timers;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Ticket> _tickets = [];
    private volatile HostState _state;
    private long _lastId;

    public HostDriver(IOptions<SimulatedOptions> options, FaultBook faults, TimeProvider clock)
    {
        _faults = faults;
        _clock = clock;
        _timers = new HostTimers(clock, () => Apply(new HostEvent.TimePassed()), EndLoad);
        _state = HostState.Empty(HostConfigs.From(options.Value));
    }

    /// <summary>A whole, immutable picture; it may be outdated the next moment.</summary>
    public HostState State => _state;

    /// <summary>Counts the events, so that a watcher can ask for what comes after.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <param name="request">Its id is given here.</param>
    public Ticket Submit(HostRequest request)
    {
        lock (_gate)
        {
            var ticket = new Ticket(++_lastId, request.Model, _clock.GetTimestamp(), Release);
            _tickets.Add(ticket.Id, ticket);
            Step(new HostEvent.Arrived(request with { Id = ticket.Id }));
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
            _timers.Dispose();
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
        var step = HostMachine.Apply(_state, hostEvent, _clock.GetUtcNow());
        _state = step.State;
        foreach (var action in step.Actions)
        {
            Do(action);
        }

        _timers.ArmExpiry(_state.NextExpiry);
        Changes.Raise();
    }

    private void Do(HostAction action)
    {
        switch (action)
        {
            case HostAction.StartLoad load:
                _timers.StartLoad(load.LoadId, load.Duration);
                break;
            case HostAction.AbortLoad abort:
                _timers.EndLoad(abort.LoadId);
                break;
            case HostAction.HandOver given when _tickets.TryGetValue(given.RequestId, out var ticket):
                ticket.HandOver(_clock.GetTimestamp());
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
            if (_timers.EndLoad(loadId))
            {
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
        return model is not null && _faults.TakeForLoad(model) ? LoadFailure.OutOfMemory : null;
    }
}
