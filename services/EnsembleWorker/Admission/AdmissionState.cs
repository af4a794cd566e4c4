using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Everything that the rule knows about one replica. Immutable: a step makes a new one.</summary>
internal sealed record AdmissionState(
    AdmissionLimits Limits,
    bool IsDraining,
    ImmutableDictionary<long, RunningCall> Running,
    ImmutableList<WaitingCall> Waiting
)
{
    /// <summary>Loads that are under way, in the order in which they began.</summary>
    public ImmutableList<LoadUnderWay> Loads { get; init; } = [];

    /// <summary>The load that is decided on and waits until what it displaces has nothing to do.</summary>
    public Swap? Swap { get; init; }

    /// <summary>When it was last asked whether a swap pays.</summary>
    public DateTimeOffset SwapCheckedAt { get; init; }

    public ReplicaMemory Memory { get; init; } = ReplicaMemory.Unknown;

    /// <summary>What the profiler wants of the replica's memory, as of the last look; null when it wants nothing.</summary>
    public ResidencyPlan? Plan { get; init; }

    public TenantShares Shares { get; init; } = TenantShares.None;

    /// <summary>Models that have fewer slots, or others, than the replica.</summary>
    public ImmutableDictionary<string, int> ModelSlots { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The measurement that has the replica to itself; null once it was told to end.</summary>
    public long? Probe { get; init; }

    public static AdmissionState Empty(AdmissionLimits limits) =>
        new(limits, IsDraining: false, ImmutableDictionary<long, RunningCall>.Empty, []);

    /// <summary>Nothing runs, and nothing is being loaded.</summary>
    public bool IsIdle => Running.IsEmpty && Loads.IsEmpty;

    /// <summary>
    /// Calls that take a place in the queue: those that wait for a load while a slot is free for them do not, or a queue of
    /// length 0 would never let a model be loaded.
    /// </summary>
    public int Queued =>
        Waiting.Count
        - Math.Min(Math.Max(0, Limits.Slots - Running.Count), Waiting.Count(call => !Memory.Holds(call.Wish)));

    /// <summary>When the next call has to be refused because of its wait; null while none does.</summary>
    public DateTimeOffset? NextExpiry
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var call in Waiting)
            {
                next = ExpiryOf(call) is { } expiry && !(next <= expiry) ? expiry : next;
            }

            return next;
        }
    }

    /// <summary>When time alone may change something; null while it cannot.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var check = IsSwapOpen ? SwapCheckedAt + Limits.SwapCheck : (DateTimeOffset?)null;
            return NextExpiry is { } expiry && !(check <= expiry) ? expiry : check;
        }
    }

    /// <summary>Somebody waits for a load that is not decided on.</summary>
    private bool IsSwapOpen =>
        Memory.IsSeen && Loads.IsEmpty && Swap is null && Waiting.Exists(call => !Memory.Holds(call.Wish));

    /// <summary>When the call has waited for too long; null while its model is being loaded, which takes its time.</summary>
    public DateTimeOffset? ExpiryOf(WaitingCall call)
    {
        var hopeless = call.Wish.Deadline - call.Wish.PrefillTime;
        var isLoading = Loads.Exists(load => IsSame(load.Model, call.Model));
        var limit = isLoading ? (DateTimeOffset?)null : call.Since + Limits.WaitLimit;
        return hopeless is { } at && !(limit <= at) ? at : limit;
    }

    /// <summary>True when the replica has a free slot that a call of this model may take.</summary>
    public bool HasSlot(string model) =>
        Running.Count < Limits.Slots
        && (
            !ModelSlots.TryGetValue(model, out var slots)
            || Running.Values.Count(call => call.Wish.Model == model) < slots
        );

    /// <summary>True when the call may run now: a slot is free, its model is there and does not have to make room.</summary>
    public bool MayRun(CallWish wish) =>
        HasSlot(wish.Model) && Memory.Holds(wish) && Swap?.Yielding.Contains(wish.Model) != true;

    public bool IsRunning(string model) => Running.Values.Any(call => IsSame(call.Wish.Model, model));

    /// <summary>Calls of this model that run or wait.</summary>
    public int CountOf(string model) =>
        Running.Values.Count(call => IsSame(call.Wish.Model, model)) + Waiting.Count(call => IsSame(call.Model, model));

    /// <summary>True while calls of this model run or wait, or it is being loaded.</summary>
    public bool IsInUse(string model) => CountOf(model) > 0 || Loads.Exists(load => IsSame(load.Model, model));

    public bool Knows(long id) => Running.ContainsKey(id) || Waiting.Exists(call => call.Id == id);

    public double WeightOf(string tenant) => Limits.TenantWeights.GetValueOrDefault(tenant, 1);

    /// <summary>True when nothing is different that anybody is told of: not time, looks, and thoughts about swaps.</summary>
    public bool HasCountsOf(AdmissionState other) =>
        Running == other.Running
        && Waiting == other.Waiting
        && Loads == other.Loads
        && Limits == other.Limits
        && IsDraining == other.IsDraining;

    public AdmissionState WithoutWaiting(WaitingCall call) =>
        this with
        {
            Waiting = Waiting.Remove(call),
            Shares = Shares.Leave(call.Wish.Tenant, Limits.MaxTenants),
        };

    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
