using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.OpenAi.Responses;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>The part of OpenAI's API that Ollama speaks.</summary>
internal static class OpenAiEndpoints
{
    public static void MapOpenAi(this WebApplication app)
    {
        var completions = app.Services.GetRequiredService<CompletionsEndpoints>();
        var responses = app.Services.GetRequiredService<ResponsesEndpoints>();
        app.MapAnswer("/v1/chat/completions", "ChatCompletionRequest", completions.ReadChat);
        app.MapAnswer("/v1/completions", "CompletionRequest", completions.ReadCompletion);
        app.MapAnswer("/v1/responses", "ResponsesRequest", responses.Read);
        app.MapOpenAiEmbeddings();
        app.MapOpenAiModels();
        app.MapTranscriptions();
    }

    public static void AddOpenAi(this IServiceCollection services)
    {
        services.AddSingleton<RequestIds>();
        services.AddSingleton<CompletionsEndpoints>();
        services.AddSingleton<ResponsesEndpoints>();
    }

    private static void MapAnswer(
        this WebApplication app,
        string path,
        string goType,
        Func<JsonFields, GenerationCall?> read
    )
    {
        var generation = app.Services.GetRequiredService<Generation>();
        app.MapWire(
            path,
            goType,
            async (context, fields) =>
                read(fields) is { } call ? await generation.RunAsync(context, call) : fields.Errors.First,
            WireDialect.OpenAi,
            HttpMethods.Post
        );
    }
}
