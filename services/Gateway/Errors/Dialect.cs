using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Ollama;
using Orchestrator.Gateway.OpenAi;

namespace Orchestrator.Gateway.Errors;

/// <summary>Which dialect a path belongs to, so that an error is told in the words the caller knows.</summary>
internal sealed record Dialect(string Name, IDialectErrors Errors)
{
    public static Dialect OpenAi { get; } = new("openai", new OpenAiErrors());

    public static Dialect Ollama { get; } = new("ollama", new OllamaErrors());

    public static Dialect Native { get; } = new("native", new NativeErrors());

    /// <returns>Null for a path that is not the gateway's: probes, metrics, gRPC.</returns>
    public static Dialect? Of(PathString path)
    {
        if (path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            return OpenAi;
        }

        if (IsNative(path))
        {
            return Native;
        }

        return path == "/" || path.StartsWithSegments("/api", StringComparison.Ordinal) ? Ollama : null;
    }

    private static bool IsNative(PathString path) =>
        path.StartsWithSegments("/api/route", StringComparison.Ordinal)
        || path.StartsWithSegments("/api/runs", StringComparison.Ordinal)
        || path.StartsWithSegments("/api/feedback", StringComparison.Ordinal)
        || path.StartsWithSegments("/api/models", StringComparison.Ordinal)
        || path.StartsWithSegments("/api/replicas", StringComparison.Ordinal);
}
