using System.Text.Json;
using Orchestrator.Inference.Conversation;
using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.OpenAi;

/// <summary>The list of models, with what the different servers add to it.</summary>
internal static class OpenAiModels
{
    /// <param name="answer">OpenAI's list.</param>
    /// <param name="llama">What llama.cpp's server said about the one model that it runs; null for other servers.</param>
    /// <param name="max">Models to take.</param>
    /// <exception cref="JsonException">It is no list.</exception>
    public static IReadOnlyList<ListedModel> Of(JsonElement? answer, LlamaProps? llama, int max) =>
        answer.Field("data") is { ValueKind: JsonValueKind.Array } data
            ?
            [
                .. data.EnumerateArray()
                    .Select(model => (JsonElement?)model)
                    .Where(model => model.Text("id") is not null)
                    .Take(max)
                    .Select(model => Model(model, llama)),
            ]
            : throw new JsonException();

    private static ListedModel Model(JsonElement? model, LlamaProps? llama)
    {
        var native = model.Text("id")!; // The list has looked.
        var meta = model.Field("meta");
        var hints = ModelHints.CapabilitiesOf(native);
        return new ListedModel(native)
        {
            ModifiedAt = ModifiedAt(model),
            // What a slot really has comes before what the model was trained with.
            ContextTokens = llama?.ContextTokens ?? ContextOf(model) ?? meta.Number("n_ctx_train"),
            ParameterCount = meta.LongNumber("n_params"),
            EmbeddingLength = meta.Number("n_embd"),
            SizeBytes = meta.LongNumber("size") ?? 0,
            Capabilities = llama is { HasVision: true } && !hints.Contains("vision") ? [.. hints, "vision"] : hints,
        };
    }

    /// <summary>As vLLM, OpenRouter, Groq and LM Studio call it.</summary>
    private static int? ContextOf(JsonElement? model) =>
        model.Number("max_model_len")
        ?? model.Number("context_length")
        ?? model.Number("context_window")
        ?? model.Number("loaded_context_length")
        ?? model.Number("max_context_length");

    // vLLM and llama.cpp say the time of the request here. It is shown to people and nothing depends on it.
    private static DateTimeOffset ModifiedAt(JsonElement? model) =>
        model.LongNumber("created") is { } seconds && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : default;
}
