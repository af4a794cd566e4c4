using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Registry;

/// <summary>A new replica as the profiler takes it. What the values may be is the profiler's to say. Pure.</summary>
internal static class NewReplicaMapping
{
    public static AddedReplica ToMessage(NewReplica replica, FieldProblems problems)
    {
        if (replica.Name is null)
        {
            problems.Add("name", "is missing");
        }

        if (replica.Url is null)
        {
            problems.Add("url", "is missing");
        }

        if (replica.VramBytes < 0)
        {
            problems.Add("vram_bytes", "must not be negative");
        }

        return new AddedReplica
        {
            Name = replica.Name ?? "",
            Url = replica.Url ?? "",
            Kind = replica.Kind ?? "",
            Slots = problems.Count("slots", replica.Slots, 0) ?? 0,
            QueueLimit = problems.Count("queue_limit", replica.QueueLimit, 0) ?? 0,
            Gpu = replica.Gpu ?? "",
            VramBytes = (ulong)Math.Max(0, replica.VramBytes ?? 0),
            Credential = replica.Credential ?? "",
        };
    }
}
