using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

/// <summary>The rule of one replica whose memory is seen, with a clock of its own. Loads count as 10 s until one was seen.</summary>
internal sealed class SteeredReplica(int slots = 2, AdmissionLimits? limits = null)
{
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public AdmissionState State { get; private set; } =
        AdmissionState.Empty(
            limits
                ?? new AdmissionLimits(slots, 100, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15))
                {
                    SwapWaitMax = TimeSpan.FromSeconds(40),
                }
        );

    public long CapacityBytes { get; init; }

    public ResidencyPlan? Plan { get; init; }

    public DateTimeOffset Now => _now;

    public List<AdmissionAction> Actions { get; private set; } = [];

    /// <summary>What the last step has decided.</summary>
    public string Said => string.Join(", ", Actions.Select(Say));

    /// <summary>One slot, taken by a call (1) of this model, for whom another one (2) waits.</summary>
    public static SteeredReplica Busy(string model)
    {
        var replica = new SteeredReplica(slots: 1).Look(model);
        replica.Arrive(1, model);
        replica.Arrive(2, model);
        return replica;
    }

    public void Step(AdmissionEvent happened)
    {
        (State, var actions) = AdmissionRule.Step(State, happened, _now);
        Actions = [.. actions];
    }

    /// <summary>These are in memory, of 10 bytes each.</summary>
    public SteeredReplica Look(params string[] models) =>
        Look([.. models.Select(model => new SeenResident(model, 4096, 10))]);

    public SteeredReplica Look(IReadOnlyList<SeenResident> models)
    {
        Step(new AdmissionEvent.Looked(models, CapacityBytes) { Plan = Plan });
        return this;
    }

    public void Arrive(long id, string model, long bytes = 0) => Arrive(id, new CallWish(model) { ModelBytes = bytes });

    public void Arrive(long id, CallWish wish) => Step(new AdmissionEvent.Arrive(id, wish));

    public void Finish(long id, TokensUsed? used = null) => Step(new AdmissionEvent.Finish(id) { Used = used });

    public void Pass(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        Step(new AdmissionEvent.Expire());
    }

    public void Loaded(string model, double after, int context = 4096)
    {
        _now += TimeSpan.FromSeconds(after);
        Step(new AdmissionEvent.LoadEnded(model, IsDone: true, context));
    }

    private static string Say(AdmissionAction action) =>
        action switch
        {
            AdmissionAction.Admit => $"admit {action.Id}",
            AdmissionAction.Refuse refusal => $"refuse {refusal.Id} {refusal.Reason}",
            AdmissionAction.Load { Yielding.Count: 0 } load => $"load {load.Model}",
            AdmissionAction.Load load => $"load {load.Model} yielding {string.Join('+', load.Yielding)}",
            _ => $"preempt {action.Id}",
        };
}
