using Xunit;

namespace Orchestrator.Testing.Node;

/// <summary>A test that needs Node.js and one of npm's clients; names itself as skipped where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(string package = "ollama") => Skip = NodeClient.WhyMissing(package);
}

/// <inheritdoc cref="NodeFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute(string package = "ollama") => Skip = NodeClient.WhyMissing(package);
}
