using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Ollama.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Ollama;

/// <summary>Ollama's chat request in our words. Pure; what is wrong goes to the problems, and the mapping goes on.</summary>
internal static class OllamaChatMapping
{
    public static Question ToQuestion(OllamaChatRequest request, FieldProblems problems) =>
        new()
        {
            Model = ModelName.Read(request.Model, problems),
            Messages = OllamaMessageMapping.ToMessages(request.Messages, problems),
            Tools = OllamaToolMapping.ToTools(request.Tools, problems),
            Sampling = OllamaOptionsMapping.ToSampling(request.Options, problems),
            Format = ToFormat(request.Format, problems),
            Thinking = ToThinking(request.Think, problems),
            KeepAlive = KeepAlive.Read(request.KeepAlive, problems),
        };

    private static ResponseFormat? ToFormat(JsonElement? format, FieldProblems problems)
    {
        switch (format)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                return null;
            case { ValueKind: JsonValueKind.Object } schema:
                return new ResponseFormat { JsonSchema = schema.GetRawText() };
            case { ValueKind: JsonValueKind.String } when JsonText.Of(format) is "":
                return null;
            case { ValueKind: JsonValueKind.String } when JsonText.Of(format) is "json":
                return new ResponseFormat { Json = true };
            default:
                problems.Add("format", "must be \"json\" or a JSON Schema object");
                return null;
        }
    }

    private static Thinking ToThinking(JsonElement? think, FieldProblems problems)
    {
        switch (think)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                return Thinking.Unspecified;
            case { ValueKind: JsonValueKind.True }:
                return Thinking.On;
            case { ValueKind: JsonValueKind.False }:
                return Thinking.Off;
            case { ValueKind: JsonValueKind.String } when Level(JsonText.Of(think)) is { } known:
                return known;
            default:
                problems.Add("think", "must be true, false, \"low\", \"medium\", \"high\" or \"max\"");
                return Thinking.Unspecified;
        }
    }

    private static Thinking? Level(string? level) =>
        level switch
        {
            "low" => Thinking.Low,
            "medium" => Thinking.Medium,
            "high" or "max" => Thinking.High,
            _ => null,
        };
}
