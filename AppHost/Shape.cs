namespace Orchestrator.AppHost;

/// <summary>How the system is laid out on this machine.</summary>
internal enum Shape
{
    /// <summary>All services in one process, messages in memory, state in SQLite files.</summary>
    Embedded,

    /// <summary>Each service a process of its own, with PostgreSQL, RabbitMQ and Redis.</summary>
    Local,
}
