using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.SimulatedOllama.Wire;

internal sealed record ShowResponse(
    string License,
    string Modelfile,
    string Template,
    ModelDetails Details,
    JsonObject ModelInfo,
    string[] Capabilities,
    string ModifiedAt
)
{
    /// <summary>A line for each: name, spaces, value.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parameters { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? System { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShowMessage[]? Messages { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? ProjectorInfo { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShowTensor[]? Tensors { get; init; }
}

internal sealed record ShowMessage(string Role, string Content);

internal sealed record ShowTensor(string Name, string Type, long[] Shape);
