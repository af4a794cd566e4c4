using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Anthropic;

/// <summary>The part of Anthropic's API that Ollama speaks: messages, and no counting of tokens.</summary>
internal static class AnthropicEndpoints
{
    public static void MapAnthropic(this WebApplication app)
    {
        var generation = app.Services.GetRequiredService<Generation>();
        var messages = app.Services.GetRequiredService<MessagesRequest>();
        app.MapWire(
            "/v1/messages",
            "MessagesRequest",
            async (context, fields) =>
                messages.Read(fields) is { } call ? await generation.RunAsync(context, call) : fields.Errors.First,
            WireDialect.Anthropic,
            HttpMethods.Post
        );
    }
}
