using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

internal static class GenerateEndpoints
{
    public static void MapGenerate(this WebApplication app)
    {
        var generation = app.Services.GetRequiredService<Generation>();
        var calls = app.Services.GetRequiredService<CallBuilder>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapWire(
            "/api/generate",
            "GenerateRequest",
            async (context, fields) =>
                Read(fields, calls, clock) is { } call ? await generation.RunAsync(context, call) : fields.Errors.First
        );
    }

    private static GenerationCall? Read(JsonFields fields, CallBuilder calls, TimeProvider clock)
    {
        var shared = SharedFields.Read(fields);
        var prompt = fields.Text("prompt");
        var suffix = fields.Text("suffix");
        var isRaw = fields.Flag("raw") ?? false;
        var conversation = new Conversation(MessagesOf(fields, suffix), "generate")
        {
            AlsoNeeded = suffix.Length == 0 ? ModelCapabilities.None : ModelCapabilities.Insert,
            IsEmpty = prompt.Length == 0,
            IsRaw = isRaw,
        };
        var call = calls.Build(
            fields.Errors,
            shared,
            conversation,
            logprobs => new GenerateDialect(shared.Name, isRaw ? null : prompt, logprobs, clock)
        );
        fields.Errors.Add(isRaw ? RawError(fields) : null);
        return fields.Errors.First is null ? call : null;
    }

    private static ImmutableArray<PromptMessage> MessagesOf(JsonFields fields, string suffix)
    {
        var system = fields.Text("system");
        _ = fields.Text("template");
        var images = GenerationFields.ImagesOf(fields);
        var user = new PromptMessage("user", fields.Text("prompt"), images, Extra: suffix + EarlierOf(fields));
        return system.Length == 0 ? [user] : [new PromptMessage("system", system), user];
    }

    // Earlier tokens are only counted: a space-separated dot is one token here.
    private static string EarlierOf(JsonFields fields)
    {
        var ids = fields.Items("context", "[]int").ToList();
        var wrong = ids.FindIndex(id => id.ValueKind != JsonValueKind.Number);
        fields.Errors.Add(wrong < 0 ? null : fields.Mismatch(JsonFields.GoKind(ids[wrong]), "context", "int"));
        return string.Concat(Enumerable.Repeat(" .", ids.Count));
    }

    private static WireError? RawError(JsonFields fields) =>
        fields.Any("context") is not null || fields.Text("template") + fields.Text("system") != ""
            ? WireError.Bad("raw mode does not support template, system, or context")
            : null;
}
