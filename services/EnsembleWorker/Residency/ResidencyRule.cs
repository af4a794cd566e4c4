using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>
/// Carries out the plan for one replica. Pure: <c>(state, event, now) → (state, actions)</c>. A planned model that is
/// missing is loaded, one at a time, and not while models that would have to go are in use or were a moment ago: Ollama
/// would drain them, and let nothing else load meanwhile. Their calls can go elsewhere; if they do not, the load stops
/// waiting after a while, so that steady calls cannot keep it out for ever.
/// </summary>
internal static class ResidencyRule
{
    public static (ResidencyState State, ImmutableArray<ResidencyAction> Actions) Step(
        ResidencyState state,
        ResidencyEvent happened,
        ResidencyLimits limits,
        DateTimeOffset now
    ) =>
        happened switch
        {
            ResidencyEvent.LoadEnded ended => (Ended(state, ended, limits, now), []),
            ResidencyEvent.Looked { Plan: { } plan } look => Carry(state, plan, look, limits, now),
            // Without a plan the owner only waits for what it has begun.
            _ => (ResidencyState.Empty with { Loading = state.Loading }, []),
        };

    private static ResidencyState Ended(
        ResidencyState state,
        ResidencyEvent.LoadEnded ended,
        ResidencyLimits limits,
        DateTimeOffset now
    ) =>
        state with
        {
            Loading = state.Loading == ended.Model ? null : state.Loading,
            Wanted = ended.IsDone ? state.Wanted.Remove(ended.Model) : state.Wanted,
            NotBefore = ended.IsDone
                ? state.NotBefore.Remove(ended.Model)
                : state.NotBefore.SetItem(ended.Model, now + limits.RetryWait),
        };

    private static (ResidencyState State, ImmutableArray<ResidencyAction> Actions) Carry(
        ResidencyState state,
        ResidencyPlan plan,
        ResidencyEvent.Looked look,
        ResidencyLimits limits,
        DateTimeOffset now
    )
    {
        var missing = Missing(plan, look, now);
        state = state with
        {
            Wanted = ResidencyState.Empty.Wanted.AddRange(
                missing.Select(model =>
                    KeyValuePair.Create(model.Model, state.Wanted.GetValueOrDefault(model.Model, now))
                )
            ),
            // Only planned models are tried again, so that names do not pile up.
            NotBefore = state.NotBefore.RemoveRange(state.NotBefore.Keys.Where(model => plan.Find(model) is null)),
        };
        var actions = Touches(state, plan, look, limits, now).ToImmutableArray();
        if (state.Loading is null && NextLoad(state, missing, plan, look, limits, now) is { } next)
        {
            actions = actions.Add(new ResidencyAction.Load(next.Model, next.KeepAlive));
            state = state with { Loading = next.Model };
        }

        return (state, actions);
    }

    /// <summary>Models that stay and are not there, by rank.</summary>
    private static ImmutableArray<ResidencyEntry> Missing(
        ResidencyPlan plan,
        ResidencyEvent.Looked look,
        DateTimeOffset now
    ) =>
        [
            .. plan.Models.Where(model =>
                model.IsResident
                && (model.LoadAt is not { } at || at <= now)
                && !look.Models.Any(seen => seen.IsLoaded && IsSame(seen.Model, model.Model))
            ),
        ];

    private static ResidencyEntry? NextLoad(
        ResidencyState state,
        ImmutableArray<ResidencyEntry> missing,
        ResidencyPlan plan,
        ResidencyEvent.Looked look,
        ResidencyLimits limits,
        DateTimeOffset now
    )
    {
        // What stays fits together, so only what does not stay can be in the way.
        var isQuiet = look
            .Models.Where(seen => seen.IsLoaded && plan.Find(seen.Model) is not { IsResident: true })
            .All(seen => seen.InUse == 0 && !(now - seen.LastUsedAt < limits.QuietTime));
        foreach (var model in missing)
        {
            var isAllowed = !(state.NotBefore.TryGetValue(model.Model, out var at) && now < at);
            if (isAllowed && (isQuiet || now - state.Wanted[model.Model] >= limits.SwapWaitMax))
            {
                return model;
            }
        }

        return null;
    }

    /// <summary>
    /// Models in memory whose keep_alive is not what it should be, or runs out: a planned one must not expire, and one that
    /// is planned no longer must go before those that are.
    /// </summary>
    private static IEnumerable<ResidencyAction> Touches(
        ResidencyState state,
        ResidencyPlan plan,
        ResidencyEvent.Looked look,
        ResidencyLimits limits,
        DateTimeOffset now
    )
    {
        foreach (var seen in look.Models.Where(seen => seen.IsLoaded && !IsSame(seen.Model, state.Loading)))
        {
            var planned = plan.Find(seen.Model);
            var wanted = planned?.KeepAlive ?? look.Usual;
            // A call that runs says so itself when it ends; of strangers' models the replica's own default holds.
            var isWrong = (seen.Told ?? look.Usual) != wanted;
            var isRunningOut =
                planned is { IsResident: true } && seen.InUse == 0 && seen.ExpiresAt - now < Ahead(limits, wanted);
            if (isWrong || isRunningOut)
            {
                yield return new ResidencyAction.Touch(seen.Model, wanted);
            }
        }
    }

    // Never so much that a model just touched would be touched again at the next look.
    private static TimeSpan Ahead(ResidencyLimits limits, TimeSpan keepAlive) =>
        limits.TouchAhead < keepAlive / 2 ? limits.TouchAhead : keepAlive / 2;

    private static bool IsSame(string one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
