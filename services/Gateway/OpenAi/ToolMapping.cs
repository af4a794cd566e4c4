using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>Tools, and which of them the model gets to see.</summary>
internal static class ToolMapping
{
    /// <summary>A function without parameters still needs a schema: the empty object.</summary>
    private const string NoParameters = """{"type":"object","properties":{}}""";

    /// <summary>
    /// Ollama cannot force a call. "none" hides the tools, a named function hides the others, and "required" is as
    /// good as "auto": the nearest that holds.
    /// </summary>
    public static IReadOnlyList<Tool> ToTools(List<ToolWire?>? tools, ToolChoice? choice, FieldProblems problems)
    {
        var all = (tools ?? []).Select((tool, index) => ToTool(tool, $"tools[{index}]", problems)).ToList();
        if (choice is null)
        {
            return all;
        }

        if (choice.FunctionName is { } name)
        {
            return Only(name, all, problems);
        }

        if (choice.Mode is not ("none" or "auto" or "required"))
        {
            problems.Add("tool_choice", "must be none, auto, required or an object that names a function");
        }

        return choice.Mode == "none" ? [] : all;
    }

    private static List<Tool> Only(string name, List<Tool> all, FieldProblems problems)
    {
        var named = all.Where(tool => tool.Name == name).ToList();
        if (named.Count == 0)
        {
            problems.Add("tool_choice.function.name", "must name one of the tools");
        }

        return named;
    }

    private static Tool ToTool(ToolWire? tool, string field, FieldProblems problems)
    {
        if (tool?.Type is not (null or "function"))
        {
            problems.Add($"{field}.type", "must be \"function\"");
        }

        if (string.IsNullOrEmpty(tool?.Function?.Name))
        {
            problems.Add($"{field}.function.name", "is required");
        }

        return new Tool
        {
            Name = tool?.Function?.Name ?? "",
            Description = tool?.Function?.Description ?? "",
            ParametersJson = Parameters(tool?.Function?.Parameters, $"{field}.function.parameters", problems),
        };
    }

    private static string Parameters(JsonElement? parameters, string field, FieldProblems problems)
    {
        switch (parameters?.ValueKind)
        {
            case null or JsonValueKind.Null:
                return NoParameters;
            case JsonValueKind.Object:
                return parameters.Value.GetRawText();
            default:
                problems.Add(field, "must be a JSON Schema object");
                return NoParameters;
        }
    }
}
