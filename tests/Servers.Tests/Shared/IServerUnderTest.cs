namespace Orchestrator.Servers.Tests.Shared;

/// <summary>A server that tests stop and start: a process of this machine, or a container.</summary>
internal interface IServerUnderTest : IAsyncDisposable
{
    /// <summary>Read anew after each start: a container's port may be another one then.</summary>
    string ConnectionString { get; }

    /// <summary>Away without a word, and back with its data.</summary>
    Task BreakDownAsync();

    /// <summary>Away in good order, and back with its data.</summary>
    Task RestartAsync();
}
