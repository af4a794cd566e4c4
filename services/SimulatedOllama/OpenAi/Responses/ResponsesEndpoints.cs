using System.Text.Json;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.OpenAi.Responses;

/// <summary>The responses of OpenAI's newer API, without its memory: each request brings the whole conversation.</summary>
internal sealed class ResponsesEndpoints(CallBuilder calls, RequestIds ids, TimeProvider clock)
{
    /// <summary>Ollama's ids are a number below this.</summary>
    private const int IdMax = 999_999;

    public GenerationCall? Read(JsonFields fields)
    {
        var shared = new SharedFields
        {
            Name = fields.Text("model"),
            IsStreamed = fields.Flag("stream") ?? false,
            IsThinkOptional = true,
            Options = OpenAiOptions.Read(fields, "max_output_tokens"),
            Think = OpenAiOptions.EffortOf(
                fields,
                fields.Object("reasoning", "openai.ResponsesReasoning")?.Text("effort") ?? ""
            ),
            Schema = SchemaOf(fields),
        };
        var conversation = new Conversation(new ResponsesInput(fields).Read(), "chat")
        {
            Tools = [.. fields.Objects("tools", "[]openai.ResponsesTool").Select(Tool)],
        };
        fields.Errors.Add(ModelName.Normalise(shared.Name) is null ? WireError.ModelRequired : null);
        fields.Errors.Add(conversation.Messages.IsEmpty ? WireError.Bad("input is required") : null);
        var echo = new ResponseEcho(fields, ids.UpTo(IdMax), clock.GetUtcNow().ToUnixTimeSeconds());
        return calls.Build(
            fields.Errors,
            shared,
            conversation,
            _ => new ResponsesDialect(echo, ids.UpTo(IdMax), clock)
        );
    }

    private static Simulation.Answers.ToolSignature Tool(JsonFields tool) => ChatCall.SignatureOf(tool, "parameters");

    private static JsonElement? SchemaOf(JsonFields fields)
    {
        var format = fields.Object("text", "openai.ResponsesText")?.Object("format", "openai.ResponsesTextFormat");
        return format?.Text("type") == "json_schema" ? format.Any("schema") : null;
    }
}
