using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Ollama.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Ollama;

/// <summary>Tools that the model may call.</summary>
internal static class OllamaToolMapping
{
    private const string NoParameters = """{"type":"object","properties":{}}""";

    public static IReadOnlyList<Tool> ToTools(List<OllamaTool?>? tools, FieldProblems problems) =>
        [.. (tools ?? []).Select((tool, index) => ToTool(tool?.Function, $"tools[{index}].function", problems))];

    private static Tool ToTool(OllamaFunction? function, string field, FieldProblems problems)
    {
        if (string.IsNullOrEmpty(function?.Name))
        {
            problems.Add($"{field}.name", "is required");
        }

        var parameters = function?.Parameters;
        if (parameters is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            problems.Add($"{field}.parameters", "must be a JSON Schema object");
        }

        return new Tool
        {
            Name = function?.Name ?? "",
            Description = function?.Description ?? "",
            ParametersJson = parameters is { ValueKind: JsonValueKind.Object } schema
                ? schema.GetRawText()
                : NoParameters,
        };
    }
}
