using System.Collections.Immutable;

namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>What the schedule is told of the fleet.</summary>
internal sealed record ProbeFacts(ImmutableArray<ProbeReplica> Replicas);

/// <param name="Owner">Address of the worker that holds its lease.</param>
/// <param name="MayWork">Healthy, reachable and not draining.</param>
/// <param name="IsBusy">It has other work, as far as is known here; its owner knows better and refuses a probe then.</param>
/// <param name="LastUsedAt">When real work was last seen on it.</param>
internal sealed record ProbeReplica(
    string Name,
    Uri Owner,
    ulong Epoch,
    bool MayWork,
    bool IsBusy,
    DateTimeOffset? LastUsedAt,
    bool IsSimulated,
    ImmutableArray<ProbeModel> Models
);

/// <param name="IsLoaded">In memory now.</param>
/// <param name="Answers">False for models that only embed.</param>
/// <param name="AlwaysThinks">Thinks before every answer and cannot be told not to.</param>
/// <param name="HasSpeed">Its speed on this replica was observed, by whatever calls.</param>
internal sealed record ProbeModel(
    string Name,
    string Digest,
    bool IsLoaded,
    bool Answers,
    bool AlwaysThinks,
    bool HasSpeed,
    DateTimeOffset FirstSeenAt
);
