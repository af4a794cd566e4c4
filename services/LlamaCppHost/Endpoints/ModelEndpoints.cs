using Microsoft.Extensions.Options;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Answers;
using Orchestrator.LlamaCppHost.Loading;
using Orchestrator.LlamaCppHost.Models;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Endpoints;

/// <summary>What is there and what it is.</summary>
internal static class ModelEndpoints
{
    /// <summary>Whose wire format is spoken, and by whom: who compares versions sees a new one, who reads it sees no Ollama.</summary>
    public const string Version = $"0.33.0-llama.cpp-v{LlamaLibrary.SupportedVersion}";

    public static void MapModels(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<ModelCatalog>();
        var pool = app.Services.GetRequiredService<ModelPool>();
        var reader = app.Services.GetRequiredService<CallReader>();
        var options = app.Services.GetRequiredService<IOptions<LlamaCppOptions>>().Value;
        app.MapGet("/", () => Results.Text("llama.cpp host is running"));
        app.MapWire("GET", "/api/version", context => WireExchange.OkAsync(context, new VersionResponse(Version)));
        app.MapWire(
            "GET",
            "/api/tags",
            context => WireExchange.OkAsync(context, new TagsResponse([.. catalog.Models.Select(ModelDescription.Tag)]))
        );
        app.MapWire(
            "GET",
            "/api/ps",
            context => WireExchange.OkAsync(context, new PsResponse(Loaded(pool, options.ContextTokens)))
        );
        app.MapWire(
            "POST",
            "/api/show",
            async context =>
            {
                var request = await WireExchange.ReadAsync(context, WireJson.Plain.ShowRequest);
                var name = request.Model ?? request.Name ?? throw new WireException(WireError.ModelRequired);
                await WireExchange.OkAsync(context, ModelDescription.Show(reader.Model(name)));
            }
        );
    }

    private static List<PsModel> Loaded(ModelPool pool, int defaultContext) =>
        [.. pool.Loaded().Select(entry => ModelDescription.Loaded(entry, defaultContext))];
}
