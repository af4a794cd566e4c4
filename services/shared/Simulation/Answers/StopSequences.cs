using System.Collections.Immutable;

namespace Orchestrator.Simulation.Answers;

/// <summary>The answer ends before the first stop sequence, which is not part of it.</summary>
internal static class StopSequences
{
    public static string Cut(string text, ImmutableArray<string> stops)
    {
        var first = stops
            .Where(stop => stop.Length > 0)
            .Select(stop => text.IndexOf(stop, StringComparison.Ordinal))
            .Where(at => at >= 0)
            .DefaultIfEmpty(text.Length)
            .Min();
        return text[..first];
    }
}
