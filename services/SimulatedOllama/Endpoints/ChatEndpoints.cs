using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

internal static class ChatEndpoints
{
    public static void MapChat(this WebApplication app)
    {
        var generation = app.Services.GetRequiredService<Generation>();
        var calls = app.Services.GetRequiredService<CallBuilder>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapWire(
            "/api/chat",
            "ChatRequest",
            async (context, fields) =>
                Read(fields, calls, clock) is { } call ? await generation.RunAsync(context, call) : fields.Errors.First
        );
    }

    private static GenerationCall? Read(JsonFields fields, CallBuilder calls, TimeProvider clock)
    {
        var shared = SharedFields.Read(fields);
        var messages = ChatCall.MessagesOf(fields);
        var conversation = new Conversation(messages, "chat")
        {
            Tools = ChatCall.ToolsOf(fields),
            IsEmpty = messages.IsEmpty,
        };
        fields.Errors.Add(ModelName.Normalise(shared.Name) is null ? WireError.ModelRequired : null);
        return calls.Build(
            fields.Errors,
            shared,
            conversation,
            logprobs => new ChatDialect(shared.Name, logprobs, clock)
        );
    }
}
