using MassTransit;

namespace Orchestrator.ServiceDefaults;

/// <summary>One consumer on one queue, noted until the bus is built: modules come after the bus in a program.</summary>
internal sealed record BusConsumer(string Queue, Action<IReceiveEndpointConfigurator, IRegistrationContext> Connect);
