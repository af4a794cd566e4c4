using System.Text.Json.Serialization;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>A line of pull, push or create. Counts are bytes.</summary>
internal sealed record ProgressLine(string Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Digest { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Total { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Completed { get; init; }
}
