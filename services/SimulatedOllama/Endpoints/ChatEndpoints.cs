using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

internal static class ChatEndpoints
{
    public static void MapChat(this WebApplication app)
    {
        var host = app.Services.GetRequiredService<HostDriver>();
        var generation = app.Services.GetRequiredService<Generation>();
        var options = app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value;
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapWire(
            "/api/chat",
            "ChatRequest",
            async (context, fields) =>
                Read(fields, host, options, clock) is { } call && fields.Errors.First is null
                    ? await generation.RunAsync(context, call)
                    : fields.Errors.First
        );
    }

    private static GenerationCall? Read(
        JsonFields fields,
        HostDriver host,
        SimulatedOptions options,
        TimeProvider clock
    )
    {
        var shared = SharedFields.Read(fields);
        var messages = ChatCall.MessagesOf(fields);
        var tools = ChatCall.ToolsOf(fields);
        if (ModelName.Normalise(shared.Name) is null)
        {
            fields.Errors.Add(WireError.Bad("model is required"));
        }

        if (host.Find(shared.Name) is not { } model)
        {
            fields.Errors.Add(WireError.NotFound(shared.Name));
            return null;
        }

        var call = shared.ToCall(fields, model, messages, new ChatDialect(shared.Name, clock), options);
        call = call with { IsEmpty = messages.IsEmpty, Request = call.Request with { Tools = tools } };
        var needed =
            (tools.IsEmpty ? ModelCapabilities.None : ModelCapabilities.Tools)
            | (messages.Any(message => message.Images > 0) ? ModelCapabilities.Vision : ModelCapabilities.None);
        fields.Errors.Add(call.IsUnload ? null : ModelChecks.Missing(model, shared, "chat", needed));
        return call;
    }
}
