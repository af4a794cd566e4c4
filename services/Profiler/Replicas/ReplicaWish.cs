namespace Orchestrator.Profiler.Replicas;

/// <summary>What operators want of a replica, as it is stored.</summary>
/// <param name="Added">Set when it was added at run time; null for a configured one.</param>
/// <param name="Drained">It shall take no new work.</param>
internal sealed record ReplicaWish(string Name, AddedReplicaConfig? Added, bool Drained);

/// <param name="Slots">0: inferred.</param>
/// <param name="Credential">Name of a credential that workers hold; never the credential.</param>
internal sealed record AddedReplicaConfig(
    string Url,
    string Kind,
    uint Slots,
    uint QueueLimit,
    string Gpu,
    ulong VramBytes,
    string Credential
);
