using MassTransit;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// What our queues are like on the broker. All are quorum queues: a message that was acknowledged is on the disks of a
/// majority. All are bounded: a full queue refuses, so that its producers keep what they have; a full queue of dead letters
/// drops its oldest. These properties are fixed when a queue is made; docs/messaging.md says how to change them.
/// </summary>
internal static class RabbitQueues
{
    private const string DeliveryLimit = "x-delivery-limit";
    private const string LengthBytesMax = "x-max-length-bytes";
    private const string LengthMax = "x-max-length";
    private const string Overflow = "x-overflow";
    private const string DeadLetterExchange = "x-dead-letter-exchange";
    private const string DeadLetterStrategy = "x-dead-letter-strategy";

    /// <summary>Messages that killed their consumer too often, named after their queue.</summary>
    private const string DeadSuffix = "_dead";

    public static void Shape(IRabbitMqReceiveEndpointConfigurator endpoint, string queue, BusOptions limits)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument(DeliveryLimit, limits.DeliveryLimit);
        endpoint.SetQueueArgument(LengthBytesMax, limits.QueueBytesMax);
        endpoint.SetQueueArgument(Overflow, "reject-publish");
        // The broker keeps a dead letter until the other queue has confirmed it.
        endpoint.SetQueueArgument(DeadLetterStrategy, "at-least-once");
        endpoint.BindDeadLetterQueue(queue + DeadSuffix, queue + DeadSuffix, dead => Bounded(dead, limits));
    }

    /// <summary>What fails all retries is moved to "_error", what no consumer wants to "_skipped".</summary>
    public static void ShapeDeadLetters(IRabbitMqSendTopologyConfigurator topology, BusOptions limits)
    {
        topology.ConfigureErrorSettings = queue => Bounded(queue, limits);
        topology.ConfigureDeadLetterSettings = queue => Bounded(queue, limits);
    }

    private static void Bounded(IRabbitMqQueueBindingConfigurator queue, BusOptions limits)
    {
        queue.SetQuorumQueue();
        // The library copies the arguments of the queue that they come from; these have no meaning here.
        queue.SetQueueArgument(DeadLetterExchange, value: null!);
        queue.SetQueueArgument(DeadLetterStrategy, value: null!);
        queue.SetQueueArgument(DeliveryLimit, value: null!);
        queue.SetQueueArgument(LengthMax, limits.DeadLettersMax);
        queue.SetQueueArgument(LengthBytesMax, limits.QueueBytesMax);
        queue.SetQueueArgument(Overflow, "drop-head");
    }
}
