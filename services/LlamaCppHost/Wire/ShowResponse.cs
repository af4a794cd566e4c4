using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record ShowResponse(
    ModelDetails Details,
    JsonObject ModelInfo,
    string[] Capabilities,
    DateTimeOffset ModifiedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Template
);
