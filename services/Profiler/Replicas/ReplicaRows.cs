using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Replicas;

internal static class ReplicaRows
{
    public static ReplicaWish ToWish(ReplicaRow row) =>
        new(
            row.Name,
            row.Added
                ? new AddedReplicaConfig(
                    row.Url,
                    row.Kind,
                    (uint)row.Slots,
                    (uint)row.QueueLimit,
                    row.Gpu,
                    (ulong)row.VramBytes,
                    row.Credential
                )
                : null,
            row.Drained
        );

    public static void Write(AddedReplicaConfig config, ReplicaRow row)
    {
        row.Added = true;
        row.Url = config.Url;
        row.Kind = config.Kind;
        row.Slots = config.Slots;
        row.QueueLimit = config.QueueLimit;
        row.Gpu = config.Gpu;
        row.VramBytes = (long)config.VramBytes;
        row.Credential = config.Credential;
    }
}
