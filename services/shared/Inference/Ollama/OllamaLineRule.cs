using System.Text.Json;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>
/// An error line, a line that is no JSON, and an end without "done" are failures, because OllamaSharp would swallow them.
/// </summary>
internal sealed class OllamaLineRule(bool endsWithDone) : ILineRule
{
    public bool MustEnd => endsWithDone;

    public LineVerdict Judge(ReadOnlySpan<byte> line)
    {
        if (line.Trim(" \t\r\n"u8).IsEmpty)
        {
            return LineVerdict.Dropped;
        }

        try
        {
            return Judge(OllamaLine.Read(line));
        }
        catch (JsonException)
        {
            return LineVerdict.Failed(InferenceCause.StreamBroken, "A line of the answer is cut off or is not JSON.");
        }
    }

    private LineVerdict Judge(OllamaLine line) =>
        line.Error is { } error ? LineVerdict.Failed(InferenceCause.ReplicaFailed, error)
        : line.IsDone && endsWithDone ? LineVerdict.Last
        : LineVerdict.Content;
}
