using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Estimates;

/// <summary>
/// When a replica is expected to have answered with a model. Pure: all that it knows is in the reports of owners, in the
/// profiler's speeds and in this router's own choices.
/// </summary>
/// <param name="swaps">What loads cost others.</param>
internal sealed class FinishRule(SwapRule swaps, FinishLimits limits)
{
    /// <param name="output">Tokens of the answer.</param>
    /// <param name="cached">Tokens of the prompt that the replica is expected to have in its cache.</param>
    public FinishEstimate Of(
        ModelEntry entry,
        in ReplicaStanding standing,
        SelectionRequest request,
        int output,
        int cached
    )
    {
        var speed = entry.Speed;
        var slots = entry.Replica.Slots;
        var total = standing.TotalSeconds;
        var (swap, coming) = Load(entry, standing, request, total);
        var wait = Math.Max(standing.FreeSeconds, swap.Drain);
        // What is loaded anew has nothing in its cache.
        cached = swap.Load > 0 ? 0 : cached;
        var sharing = Sharing(entry, standing, slots);
        var prefill = Math.Max(0, request.PromptTokens - cached) / speed.Prefill;
        var decode = output / speed.Decode;
        // However slowly it passes beside the others: once they are done, it is alone.
        var most = Math.Max(prefill, total + prefill - wait);
        return new FinishEstimate(
            wait,
            coming + swap.Load,
            swap.Price + Delay(standing, (prefill + decode) * speed.Slowdown(slots) / slots),
            Math.Min(prefill * sharing, most),
            decode * sharing
        )
        {
            CachedTokens = cached,
            CausesLoad = swap.Load > 0,
        };
    }

    /// <summary>
    /// Seconds that <see cref="Of"/> and what it takes from others make at least, for a small part of its work: as if the models
    /// there took nothing from each other, and none had to go.
    /// </summary>
    /// <param name="work">Of them, those that the call itself takes.</param>
    public double AtLeast(
        ModelEntry entry,
        in ReplicaStanding standing,
        SelectionRequest request,
        int output,
        out double work
    )
    {
        var speed = entry.Speed;
        var isLoaded = entry.Model.Loaded is not null;
        var isComing = entry.Replica.Loading is not null || standing.IsAnyComing;
        var prefill = isLoaded && request.Prefix.Count > 0 ? 0 : Math.Max(0, request.PromptTokens) / speed.Prefill;
        work = prefill + (output / speed.Decode);
        return standing.FreeSeconds
            + (isLoaded ? 0 : standing.LoadSeconds + (isComing ? 0 : speed.LoadSeconds))
            + work
            + (standing.Load > 0 ? Delay(standing, work / entry.Replica.Slots) : 0);
    }

    /// <summary>What it takes from the others there: each of them goes on more slowly, or begins later.</summary>
    private double Delay(in ReplicaStanding standing, double work) => limits.CrowdingPrice * standing.Load * work;

    /// <summary>
    /// How much slower a call is there than alone: calls of one model share its slots, and models that compute at once share
    /// the cards.
    /// </summary>
    private static double Sharing(ModelEntry entry, in ReplicaStanding standing, int slots)
    {
        var same = standing.CallsOf(entry.Model.Key);
        var others = 0;
        foreach (ref readonly var resident in entry.Replica.Backlog.Residents.AsSpan())
        {
            others += resident.Calls > 0 && resident.Model.Key != entry.Model.Key ? 1 : 0;
        }

        return entry.Speed.Slowdown(Math.Min(same + 1, slots)) * (1 + others);
    }

    /// <returns>A swap that this call would cause; or, in seconds, loads that come without it.</returns>
    private (SwapCost Swap, double Coming) Load(
        ModelEntry entry,
        in ReplicaStanding standing,
        SelectionRequest request,
        double total
    )
    {
        if (IsUsable(entry.Model.Loaded, request.NeededTokens) && !IsLoading(entry))
        {
            return swaps.IsLeaving(entry) ? (swaps.Of(entry, standing, total), standing.LoadSeconds) : default;
        }

        // Calls for it are there already, so its load comes anyway; those of other models may go first.
        return IsLoading(entry) || standing.IsComing(entry.Model.Key)
            ? (default, standing.LoadSeconds)
            : (swaps.Of(entry, standing, total), standing.LoadSeconds);
    }

    private static bool IsLoading(ModelEntry entry) => entry.Replica.Loading?.Model == entry.Model.Key;

    // A model that is in memory with too short a context would have to be loaded anew.
    private static bool IsUsable(LoadedSnapshot? loaded, int neededTokens) =>
        loaded is not null && (loaded.ContextTokens == 0 || loaded.ContextTokens >= neededTokens);
}
