using Xunit;

namespace Orchestrator.Testing.Servers;

/// <summary>A test that needs real servers; where one is not installed it is skipped and says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute(ServerKinds needed) => Skip = InstalledServers.WhyMissing(needed);
}

/// <inheritdoc cref="ServerFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerTheoryAttribute : TheoryAttribute
{
    public ServerTheoryAttribute(ServerKinds needed) => Skip = InstalledServers.WhyMissing(needed);
}
