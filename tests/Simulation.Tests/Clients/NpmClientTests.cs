using System.Text.Json;
using Orchestrator.Simulation.Tests.Wire;
using Orchestrator.Testing.Node;

namespace Orchestrator.Simulation.Tests.Clients;

/// <summary>The clients that people really use take the simulated host for an Ollama.</summary>
public sealed class NpmClientTests : IAsyncLifetime
{
    private const string Model = "llama3.2:3b";
    private const string Label = "[simulated]";
    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(
            ("Models:0", Model),
            ("Models:1", "qwen3:8b"),
            ("Models:2", "gemma3:12b"),
            ("Models:3", "nomic-embed-text")
        );

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    [NodeFact("ollama")]
    public async Task Ollama_chats_streams_calls_tools_embeds_and_keeps_its_models()
    {
        var seen = await RunAsync("ollama");
        Labelled(seen, "chat.text", "stream.text", "thinking.thinking", "thinking.content", "tools.text");
        Equal(seen, "get_weather", "tools.call.name");
        Equal(seen, "Seoul", "tools.call.arguments.city");
        Assert.Equal(JsonValueKind.Number, At(seen, "structured.age").ValueKind);
        Assert.Equal("{\"count\":2,\"size\":768,\"old\":768}", At(seen, "embedded").GetRawText());
        Equal(seen, Model, "running.0");
        Equal(seen, "0.33.0+simulated", "version");
        Equal(seen, "success", "pull.last");
        Equal(seen, "pull model manifest: file does not exist", "pull.unknown.message");
        Equal(seen, "You are a pirate", "library.system");
        Equal(seen, "num_ctx                        2048", "library.parameters");
        Assert.Contains("mine:latest", At(seen, "library.before").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("mine:latest", At(seen, "library.after").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(404, At(seen, "library.gone.status").GetInt32());
        Equal(seen, "model 'nobody' not found", "wrong.message");
        Equal(seen, "AbortError", "abort.error");
        await AbortedAsync();
    }

    [NodeFact("openai")]
    public async Task Openai_chats_streams_calls_tools_embeds_and_responds()
    {
        var seen = await RunAsync("openai");
        Labelled(
            seen,
            "chat.text",
            "stream.text",
            "tools.text",
            "responses.text",
            "responses.streamed",
            "completion.text"
        );
        Labelled(seen, "responses.built");
        Equal(seen, "fp_ollama", "chat.fingerprint");
        Equal(seen, "tool_calls", "tools.finish");
        Equal(seen, "{\"city\":\"Seoul\"}", "tools.arguments");
        Assert.True(At(seen, "stream.usage.total_tokens").GetInt32() > 0);
        Assert.Equal(JsonValueKind.Number, At(seen, "structured.age").ValueKind);
        Assert.Equal(3, At(seen, "logprobs.0.top_logprobs").GetArrayLength());
        Equal(seen, "length", "completion.finish");
        Equal(seen, "response.created", "responses.first");
        Equal(seen, "response.completed", "responses.last");
        Assert.Equal("[\"reasoning\",\"message\"]", At(seen, "responses.items").GetRawText());
        Assert.Equal("[\"reasoning\",\"message\"]", At(seen, "responses.thought.items").GetRawText());
        Labelled(seen, "responses.thought.summary");
        Labelled(seen, "responses.thought.text");
        Equal(seen, "{\"city\":\"Seoul\"}", "responses.called");
        Assert.Equal(Floats(seen, "embeddings.float"), Floats(seen, "embeddings.base64"));
        Equal(seen, "library", "one");
        Equal(seen, "NotFoundError", "wrong.kind");
        Equal(seen, "not_found_error", "wrong.type");
        Equal(seen, "BadRequestError", "picture.kind");
        Assert.Contains("does not support audio", At(seen, "sound.message").GetString(), StringComparison.Ordinal);
        await AbortedAsync();
    }

    [NodeFact("@langchain/ollama")]
    public async Task Langchain_chats_streams_calls_tools_and_embeds()
    {
        var seen = await RunAsync("langchain");
        Labelled(seen, "text", "stream", "tools.text");
        Equal(seen, "Seoul", "tools.args.city");
        Assert.Contains("get_weather", At(seen, "tools.text").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, At(seen, "structured.age").ValueKind);
        Assert.Equal("{\"count\":2,\"size\":768}", At(seen, "vectors").GetRawText());
        Assert.True(At(seen, "usage.total_tokens").GetInt32() > 0);
        Equal(seen, "AbortError", "abort.error");
        Equal(seen, "model 'nobody' not found", "wrong");
        await AbortedAsync();
    }

    [NodeFact("ollama-ai-provider-v2")]
    public async Task The_AI_SDK_chats_streams_calls_tools_and_embeds()
    {
        var seen = await RunAsync("aisdk");
        Labelled(seen, "text", "stream.text", "tools.text", "thinking");
        Equal(seen, "stop", "finish");
        Assert.Equal(2, At(seen, "tools.steps").GetInt32());
        Equal(seen, "Seoul", "tools.calls.0.city");
        Assert.Equal(JsonValueKind.Number, At(seen, "structured.age").ValueKind);
        Assert.Equal("{\"count\":2,\"size\":768}", At(seen, "vectors").GetRawText());
        Assert.True(At(seen, "abort.aborted").GetBoolean());
        Assert.Equal(404, At(seen, "wrong.status").GetInt32());
        await AbortedAsync();
    }

    [NodeFact("@anthropic-ai/sdk")]
    public async Task Anthropic_sends_messages_streams_thinks_and_calls_tools()
    {
        var seen = await RunAsync("anthropic");
        Labelled(seen, "whole.text", "stream.text", "tools.text");
        Equal(seen, "max_tokens", "whole.stop");
        Equal(seen, "end_turn", "stream.stop");
        Equal(seen, "message_start", "stream.first");
        Equal(seen, "message_stop", "stream.last");
        Equal(seen, "tool_use", "tools.stop");
        Equal(seen, "Seoul", "tools.input.city");
        Assert.Equal("[\"thinking\",\"text\"]", At(seen, "thinking").GetRawText());
        Assert.True(At(seen, "picture").GetInt32() > 256);
        Equal(seen, "NotFoundError", "wrong.kind");
        Equal(seen, "invalid_request_error", "empty.type");
        await AbortedAsync();
    }

    private Task<JsonElement> RunAsync(string script) =>
        NodeClient.RunAsync(Path.Combine("simulated", $"{script}.mjs"), _replica.Http.BaseAddress!, "all");

    // The script has aborted one answer that would never have ended by itself.
    private async Task AbortedAsync()
    {
        var state = await _replica.WaitForAsync(
            Model,
            "the end of the aborted answer",
            model => model.GetProperty("cancelled").GetInt32() == 1
        );
        Assert.Equal(0, state.GetProperty("running").GetInt32());
    }

    private static void Labelled(JsonElement seen, params string[] paths) =>
        Assert.All(paths, path => Assert.StartsWith(Label, At(seen, path).GetString(), StringComparison.Ordinal));

    private static void Equal(JsonElement seen, string expected, string path) =>
        Assert.Equal(expected, At(seen, path).GetString());

    private static float[] Floats(JsonElement seen, string path) =>
        [.. At(seen, path).EnumerateArray().Select(value => value.GetSingle())];

    /// <param name="path">Names and indexes with dots between them.</param>
    private static JsonElement At(JsonElement seen, string path) =>
        path.Split('.')
            .Aggregate(
                seen,
                (at, part) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(part, null)] : at.GetProperty(part)
            );
}
