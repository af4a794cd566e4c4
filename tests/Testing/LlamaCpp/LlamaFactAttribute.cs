using Xunit;

namespace Orchestrator.Testing.LlamaCpp;

/// <summary>A test that needs llama.cpp's library; names itself as skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LlamaFactAttribute : FactAttribute
{
    public LlamaFactAttribute() => Skip = LlamaNative.WhyMissing();
}

/// <inheritdoc cref="LlamaFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LlamaTheoryAttribute : TheoryAttribute
{
    public LlamaTheoryAttribute() => Skip = LlamaNative.WhyMissing();
}
