using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.Inference;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>
/// One simulated host in virtual time behind the worker's own admission rule and meter: the way that a call takes in
/// production, loads included, without sockets and without waiting.
/// </summary>
/// <param name="slots">As configured; null to be found out.</param>
/// <param name="noise">Spread of the logarithm of a call's speed, for machines are never as even as a simulated one.</param>
internal sealed class VirtualReplica(HostConfig config, int? slots, double noise = 0)
{
    private static readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<long, VirtualCall> _calls = [];
    private readonly List<VirtualCall> _running = [];
    private readonly Dictionary<long, (string Model, double From, List<VirtualCall> Waiting)> _loads = [];
    private readonly PriorityQueue<HostEvent, double> _due = new();
    private AdmissionState _admission = AdmissionState.Empty(
        new AdmissionLimits(slots ?? 2, 10_000, TimeSpan.FromDays(1), TimeSpan.FromHours(1))
    );

    private readonly Random _random = new(7);
    private long _lastId;

    public double Now { get; private set; }

    public HostState State { get; private set; } = HostState.Empty(config);

    public ReplicaMeter Meter { get; } = new(new MeterLimits(256, 32, TimeSpan.FromHours(1)));

    public int Answered { get; private set; }

    /// <summary>Most calls that were ever sent at once.</summary>
    public int MostRunning { get; private set; }

    public void Reconfigure(Func<HostConfig, HostConfig> change) =>
        Post(new HostEvent.Reconfigured(change(State.Config)));

    /// <summary>Until all are answered.</summary>
    public void Run(IEnumerable<VirtualRequest> requests)
    {
        var coming = new Queue<VirtualRequest>(requests.OrderBy(request => request.At));
        while (coming.Count > 0 || _calls.Count > 0)
        {
            var arrival = coming.TryPeek(out var first) ? Math.Max(Now, first.At) : double.PositiveInfinity;
            Advance(Math.Min(arrival, NextAtHost()));
            if (coming.Count > 0 && coming.Peek().At <= Now)
            {
                Arrive(coming.Dequeue());
            }

            while (_due.TryPeek(out var happened, out var at) && at <= Now)
            {
                _due.Dequeue();
                Post(happened);
            }

            foreach (var done in _running.Where(call => call.IsDone).ToList())
            {
                End(done);
            }
        }
    }

    private double NextAtHost()
    {
        var next = _due.TryPeek(out _, out var at) ? at : double.PositiveInfinity;
        foreach (var call in _running)
        {
            var (prefill, decode) = Rates(call);
            next = Math.Min(next, Now + call.SecondsToNext(prefill, decode));
        }

        return next;
    }

    private void Advance(double to)
    {
        var seconds = to - Now;
        var rates = _running.Select(call => (call, Rates(call))).ToList();
        Now = to;
        foreach (var (call, (prefill, decode)) in rates)
        {
            if (call.Run(seconds, prefill, decode, Now))
            {
                call.Metered!.FirstPiece(Now);
            }
        }
    }

    private (double Prefill, double Decode) Rates(VirtualCall call)
    {
        var runner = State.Runners[call.Request.Model];
        return (
            GenerationPace.PrefillTokensPerSecond(State, runner) * call.Pace,
            GenerationPace.DecodeTokensPerSecond(State, runner) * call.Pace
        );
    }

    private void Arrive(VirtualRequest request)
    {
        var call = new VirtualCall(++_lastId, request) { Pace = Pace() };
        _calls.Add(call.Id, call);
        Step(new AdmissionEvent.Arrive(call.Id, new CallWish(request.Model)));
    }

    // Box and Muller's method.
    private double Pace() =>
        Math.Exp(
            noise * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble())
        );

    private void Step(AdmissionEvent happened)
    {
        (_admission, var actions) = AdmissionRule.Step(_admission, happened, _start.AddSeconds(Now));
        MostRunning = Math.Max(MostRunning, _admission.Running.Count);
        foreach (var action in actions)
        {
            Assert.IsType<AdmissionAction.Admit>(action);
            Begin(_calls[action.Id]);
        }
    }

    private void Begin(VirtualCall call)
    {
        var model = call.Request.Model;
        if (State.Runners.TryGetValue(model, out var runner) && !runner.IsLoading)
        {
            Send(call);
        }
        else if (_loads.Values.FirstOrDefault(load => load.Model == model).Waiting is { } waiting)
        {
            waiting.Add(call);
        }
        else
        {
            var id = ++_lastId;
            _loads.Add(id, (model, Now, [call]));
            Post(new HostEvent.Arrived(new HostRequest(id, model, RunnerOptions.Default, IsLoadOnly: true)));
        }
    }

    private void Send(VirtualCall call)
    {
        call.SentAt = Now;
        call.Metered = Meter.Begin(call.Request.Model, call.Request.Print, isProbe: false, Now);
        var request = new HostRequest(call.Id, call.Request.Model, RunnerOptions.Default);
        Post(new HostEvent.Arrived(request with { Prompt = call.Request.Prompt }));
    }

    private void End(VirtualCall call)
    {
        _running.Remove(call);
        _calls.Remove(call.Id);
        Answered++;
        var model = call.Request.Model;
        var usage = new TokenUsage(call.Request.PromptTokens, call.Request.OutputTokens);
        Meter.End(call.Metered!, usage, call.Timings(Now), Now);
        Post(new HostEvent.Ended(call.Id, RequestEnd.Finished));
        if (slots is null)
        {
            Step(new AdmissionEvent.ChangeModelSlots(model, Meter.SlotsFor(model, Now)));
            Step(new AdmissionEvent.ChangeSlots(Meter.SlotsForAll(Now)));
        }

        Step(new AdmissionEvent.Finish(call.Id));
    }

    private void Post(HostEvent happened)
    {
        var step = HostMachine.Apply(State, happened, _start.AddSeconds(Now));
        State = step.State;
        foreach (var action in step.Actions)
        {
            Do(action);
        }

        if (State.NextExpiry is { } expiry)
        {
            _due.Enqueue(new HostEvent.TimePassed(), Math.Max(Now, (expiry - _start).TotalSeconds) + 1e-6);
        }
    }

    private void Do(HostAction action)
    {
        switch (action)
        {
            case HostAction.StartLoad load:
                _due.Enqueue(new HostEvent.LoadEnded(load.LoadId), Now + load.Duration.TotalSeconds);
                break;
            case HostAction.HandOver given when _calls.TryGetValue(given.RequestId, out var call):
                call.ReadyAt = Now;
                break;
            case HostAction.Start start when _loads.Remove(start.RequestId, out var load):
                Meter.Loaded(load.Model, load.From, Now);
                Post(new HostEvent.Ended(start.RequestId, RequestEnd.Finished));
                load.Waiting.ForEach(Send);
                break;
            case HostAction.Start start:
                _calls[start.RequestId].Start(start.CachedTokens, Now);
                _running.Add(_calls[start.RequestId]);
                break;
            case HostAction.Fail or HostAction.Refuse:
                throw new InvalidOperationException($"The host did not take a request: {action}.");
        }
    }
}
