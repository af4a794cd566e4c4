using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Replicas;

namespace Orchestrator.Profiler.Grpc;

internal static class OrdersMapping
{
    public static WorkerOrders ToMessage(OrdersState orders)
    {
        var message = new WorkerOrders { Revision = (ulong)orders.Revision };
        foreach (var wish in orders.Wishes)
        {
            if (wish.Added is { } added)
            {
                message.Replicas.Add(ToReplica(wish.Name, added));
            }

            if (wish.Drained)
            {
                message.Drained.Add(wish.Name);
            }
        }

        message.Plans.AddRange(orders.Plans);
        return message;
    }

    private static AddedReplica ToReplica(string name, AddedReplicaConfig added) =>
        new()
        {
            Name = name,
            Url = added.Url,
            Kind = added.Kind,
            Slots = added.Slots,
            QueueLimit = added.QueueLimit,
            Gpu = added.Gpu,
            VramBytes = added.VramBytes,
            Credential = added.Credential,
        };
}
