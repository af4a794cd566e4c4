using Orchestrator.LlamaCppHost.Answers;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Endpoints;

/// <summary>What models are asked.</summary>
internal static class AnswerEndpoints
{
    public static void MapAnswers(this WebApplication app)
    {
        var reader = app.Services.GetRequiredService<CallReader>();
        var answers = app.Services.GetRequiredService<AnswerWriter>();
        var embeddings = app.Services.GetRequiredService<EmbedWriter>();
        app.MapWire(
            "POST",
            "/api/chat",
            async context =>
            {
                var request = await WireExchange.ReadAsync(context, WireJson.Plain.ChatRequest);
                await answers.RunAsync(context, reader.Chat(request));
            }
        );
        app.MapWire(
            "POST",
            "/api/generate",
            async context =>
            {
                var request = await WireExchange.ReadAsync(context, WireJson.Plain.GenerateRequest);
                await answers.RunAsync(context, reader.Generate(request));
            }
        );
        app.MapWire(
            "POST",
            "/api/embed",
            async context =>
            {
                var request = await WireExchange.ReadAsync(context, WireJson.Plain.EmbedRequest);
                await WireExchange.OkAsync(context, await embeddings.RunAsync(request, context.RequestAborted));
            }
        );
    }
}
