using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Says why there is nothing to choose, and whether waiting helps.</summary>
internal static class Refusals
{
    public static SelectionResult.Refused Explain(
        SelectionRequest request,
        Candidates candidates,
        Standings standings,
        IReadOnlyDictionary<string, ReplicaLedger> ledgers,
        DateTimeOffset now,
        SelectionLimits limits,
        IReadOnlyList<ExcludedCandidate> exclusions
    )
    {
        if (candidates.Fleet.Models.Count == 0)
        {
            return Of(RefusalKind.NoReplica, null, RefusalDetail.None);
        }

        if (candidates.Models.Count == 0)
        {
            return candidates.Exclusions.Count == 0
                ? Of(RefusalKind.UnknownModel, null, new(ClosestNames.Of(request.Model.Key, candidates.Fleet), 0, ""))
                : Of(RefusalKind.NotCapable, null, Gap(request, candidates));
        }

        var able = candidates.Models.SelectMany(model => model.Offer.Entries).ToList();
        if (able.Exists(entry => standings[entry.ReplicaIndex].WhyNot == ExclusionReasons.QueueFull))
        {
            return Of(RefusalKind.AllBusy, limits.BusyRetryAfter, RefusalDetail.None);
        }

        if (able.Exists(entry => entry.Replica.IsOrphan && now - entry.Replica.CountedAt < limits.TakeoverWait))
        {
            return Of(RefusalKind.OwnerChanging, limits.TakeoverRetryAfter, RefusalDetail.None);
        }

        return Of(RefusalKind.NoReplica, UntilFirstTrial(able, ledgers, now, limits), RefusalDetail.None);

        SelectionResult.Refused Of(RefusalKind kind, TimeSpan? retryAfter, RefusalDetail detail) =>
            new(kind, retryAfter, detail, exclusions);
    }

    private static RefusalDetail Gap(SelectionRequest request, Candidates candidates)
    {
        if (candidates.Exclusions.All(excluded => excluded.Reason == ExclusionReasons.Disabled))
        {
            return RefusalDetail.None with { IsDisabled = true };
        }

        if (candidates.Exclusions.Any(excluded => ExclusionReasons.IsWish(excluded.Reason)))
        {
            return RefusalDetail.None with { IsLeftOut = true };
        }

        var models = candidates
            .Exclusions.Where(excluded => excluded.Reason != ExclusionReasons.Disabled)
            .Select(excluded => candidates.Fleet.Find(ModelKey.Of(excluded.Model)))
            .SelectMany(offer => offer?.Entries ?? [])
            .ToList();
        var able = models.Where(entry => (request.Needs & ~entry.Model.Abilities) == ModelAbilities.None).ToList();
        if (able.MaxBy(entry => entry.Model.ContextTokens) is { } longest)
        {
            return new RefusalDetail([], longest.Model.ContextTokens, "")
            {
                NeededTokens = ContextNeed.Of(longest, request),
            };
        }

        // Named is what most models lack: the others are at least there somewhere.
        var lacking = models
            .GroupBy(entry => AbilityNames.First(request.Needs & ~entry.Model.Abilities))
            .MaxBy(group => group.Count());
        return new RefusalDetail([], 0, lacking?.Key ?? "");
    }

    // With an open breaker, waiting helps as soon as a trial is allowed.
    private static TimeSpan? UntilFirstTrial(
        List<ModelEntry> able,
        IReadOnlyDictionary<string, ReplicaLedger> ledgers,
        DateTimeOffset now,
        SelectionLimits limits
    )
    {
        var first = able.Where(entry => entry.Replica.IsServing)
            .Select(entry => ledgers.GetValueOrDefault(entry.Replica.Name)?.Breakers.OpenUntil(limits.Breakers.Fault))
            .Min();
        return first is { } at && at > now ? at - now
            : first is not null ? limits.BusyRetryAfter
            : null;
    }
}
