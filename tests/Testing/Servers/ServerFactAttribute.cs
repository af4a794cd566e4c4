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

/// <summary>The same for a test that takes minutes: skipped unless slow tests are asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowServerFactAttribute : FactAttribute
{
    public SlowServerFactAttribute(ServerKinds needed) =>
        Skip = SlowRun.WhySkipped ?? InstalledServers.WhyMissing(needed);
}

/// <inheritdoc cref="SlowServerFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowServerTheoryAttribute : TheoryAttribute
{
    public SlowServerTheoryAttribute(ServerKinds needed) =>
        Skip = SlowRun.WhySkipped ?? InstalledServers.WhyMissing(needed);
}
