using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

internal static class GenerateEndpoints
{
    public static void MapGenerate(this WebApplication app)
    {
        var host = app.Services.GetRequiredService<HostDriver>();
        var generation = app.Services.GetRequiredService<Generation>();
        var options = app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value;
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapWire(
            "/api/generate",
            "GenerateRequest",
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
        var images = GenerationFields.ImagesOf(fields);
        var suffix = fields.Text("suffix");
        var isRaw = fields.Flag("raw") ?? false;
        var messages = MessagesOf(fields, images, suffix);
        if (host.Find(shared.Name) is not { } model)
        {
            fields.Errors.Add(WireError.NotFound(shared.Name));
            return null;
        }

        var prompt = fields.Text("prompt");
        var dialect = new GenerateDialect(shared.Name, isRaw ? null : prompt, clock);
        var call = shared.ToCall(fields, model, messages, dialect, options) with { IsEmpty = prompt.Length == 0 };
        var needed =
            (suffix.Length == 0 ? ModelCapabilities.None : ModelCapabilities.Insert)
            | (images > 0 ? ModelCapabilities.Vision : ModelCapabilities.None);
        fields.Errors.Add(call.IsUnload ? null : ModelChecks.Missing(model, shared, "generate", needed));
        fields.Errors.Add(isRaw ? RawError(fields) : null);
        return call;
    }

    private static ImmutableArray<PromptMessage> MessagesOf(JsonFields fields, int images, string suffix)
    {
        var system = fields.Text("system");
        var context = fields.Any("context") is { ValueKind: JsonValueKind.Array } ids ? ids.GetArrayLength() : 0;
        // Earlier tokens are only counted: a space-separated dot is one token here.
        var earlier = string.Concat(Enumerable.Repeat(" .", context));
        var user = new PromptMessage("user", fields.Text("prompt"), images, Extra: suffix + earlier);
        return system.Length == 0 ? [user] : [new PromptMessage("system", system), user];
    }

    private static WireError? RawError(JsonFields fields) =>
        fields.Any("context") is not null || fields.Text("template") + fields.Text("system") != ""
            ? WireError.Bad("raw mode does not support template, system, or context")
            : null;
}
