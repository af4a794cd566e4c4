using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Production.Placing;
using Orchestrator.EnsembleWorker;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Production;

/// <summary>The worker's own rules for one host: <see cref="AdmissionRule"/> and <see cref="ContextNeed"/>, with its defaults.</summary>
/// <param name="residency">Null without placement.</param>
internal sealed class ProductionOwner(FleetHost host, EnsembleWorkerOptions options, OwnerResidency? residency)
    : IReplayOwner
{
    private AdmissionState _state = AdmissionState.Empty(options.Admission.ToLimits(host.Slots, host.QueueLimit));

    private readonly OwnerWork _work = new();
    private readonly AnswerLengths _lengths = new();
    private readonly Dictionary<long, Arrival> _calls = [];

    public ImmutableArray<HostWork> Work => _work.Of(_state).Models;

    public HostLoading? Loading => _work.Of(_state).Loading;

    public int InFlight => _state.Running.Count;

    public int Queued => _state.Waiting.Count;

    public DateTimeOffset? NextExpiry => _state.NextDue;

    public TimeSpan KeepAliveOf(string model) => residency?.KeepAliveOf(model) ?? options.Generation.KeepAlive;

    public IReadOnlyList<OwnerDecision> Arrive(Arrival request, DateTimeOffset now)
    {
        residency?.Begin(request, now);
        _calls.Add(request.Number, request);
        var wish = new CallWish(request.Model)
        {
            Tenant = request.Tenant,
            PromptTokens = request.Prompt.Tokens,
            OutputTokens = _lengths.Expected(request.Model),
            ContextTokens = Need(request).Needed,
            ContextToLoad = ContextToLoad(request, null),
        };
        return Step(new AdmissionEvent.Arrive(request.Number, wish), now);
    }

    public IReadOnlyList<OwnerDecision> Finish(long call, DateTimeOffset now)
    {
        residency?.End(call, now);
        if (!_calls.Remove(call, out var request))
        {
            return Step(new AdmissionEvent.Finish(call), now);
        }

        _lengths.Ended(request.Model, request.OutputTokens);
        var used = new TokensUsed(request.Prompt.Tokens, request.OutputTokens);
        return Step(new AdmissionEvent.Finish(call) { Used = used }, now);
    }

    public IReadOnlyList<OwnerDecision> Cancel(long call, DateTimeOffset now)
    {
        residency?.End(call, now);
        _calls.Remove(call);
        return Step(new AdmissionEvent.Cancel(call), now);
    }

    public IReadOnlyList<OwnerDecision> LoadBegan(string model, DateTimeOffset now) =>
        Step(new AdmissionEvent.LoadBegan(model), now);

    public IReadOnlyList<OwnerDecision> LoadEnded(string model, bool isDone, int contextTokens, DateTimeOffset now) =>
        Step(new AdmissionEvent.LoadEnded(model, isDone, contextTokens), now);

    public IReadOnlyList<OwnerDecision> Saw(IReadOnlyList<SeenRunner> loaded, DateTimeOffset now) =>
        Step(
            new AdmissionEvent.Looked(
                [.. loaded.Select(runner => new SeenResident(runner.Name, runner.ContextTokens, runner.Bytes))],
                host.Config.VramBytes
            )
            {
                Plan = residency?.Plan,
            },
            now
        );

    public IReadOnlyList<OwnerErrand> Looked(IReadOnlyList<SeenRunner> loaded, DateTimeOffset now) =>
        residency?.Looked(loaded, now) ?? [];

    public void ErrandEnded(OwnerErrand errand, bool isDone) => residency?.Ended(errand, isDone);

    public IReadOnlyList<OwnerDecision> Expire(DateTimeOffset now) => Step(new AdmissionEvent.Expire(), now);

    public int? ContextToLoad(Arrival request, int? loaded) => Need(request).BeforeLoad(loaded);

    public int? ContextToCall(Arrival request, int? asked, int? loaded) => Need(request).AfterLoad(asked, loaded);

    // A worker guesses the length of a prompt from its text, rather too high; here the length itself stands for the guess.
    private ContextNeed Need(Arrival request)
    {
        var limits = options.Generation;
        var tokens = Math.Min(request.Prompt.Tokens + limits.AnswerTokens, limits.MaxEstimatedContextTokens);
        var trained = host.Config.Models[request.Model].ContextLength;
        return new ContextNeed(tokens, IsEstimated: true, trained, limits.MinContextTokens);
    }

    private OwnerDecision[] Step(AdmissionEvent happened, DateTimeOffset now)
    {
        (_state, var actions) = AdmissionRule.Step(_state, happened, now);
        foreach (var refused in actions.Where(action => action is AdmissionAction.Refuse))
        {
            residency?.End(refused.Id, now);
            _calls.Remove(refused.Id);
        }

        return [.. actions.SelectMany(Decisions)];
    }

    private IEnumerable<OwnerDecision> Decisions(AdmissionAction action) =>
        action switch
        {
            AdmissionAction.Load load => [.. load.Yielding.Select(Yield), Load(load)],
            AdmissionAction.Refuse refusal =>
            [
                new OwnerDecision(refusal.Id, IsAdmitted: false)
                {
                    IsFault = refusal.Reason == RefusalReason.LoadFailed,
                },
            ],
            _ => [new OwnerDecision(action.Id, IsAdmitted: true)],
        };

    private OwnerDecision Yield(string model) =>
        new() { Errand = new OwnerErrand(model, options.Admission.YieldKeepAlive) { IsTouch = true } };

    private OwnerDecision Load(AdmissionAction.Load load) =>
        new()
        {
            Errand = new OwnerErrand(load.Model, KeepAliveOf(load.Model))
            {
                ContextTokens = load.ContextTokens,
                IsForCalls = true,
            },
        };
}
