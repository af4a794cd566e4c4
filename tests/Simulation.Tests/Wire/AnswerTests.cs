using System.Text.Json;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Speeds;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Wire;

public sealed class AnswerTests : IAsyncLifetime
{
    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(
            ("Models:0", "llama3.2:3b"),
            ("Models:1", "qwen3:8b"),
            ("Models:2", "gemma3:12b"),
            ("Models:3", "nomic-embed-text")
        );

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private static string Chat(string model, string prompt, string more = "") =>
        $"{{\"model\":\"{model}\",\"messages\":[{{\"role\":\"user\",\"content\":\"{prompt}\"}}]{more}}}";

    [Fact]
    public async Task The_lines_of_a_stream_are_the_whole_answer_and_the_counts_agree()
    {
        var lines = await _replica.LinesAsync("/api/chat", Chat("llama3.2:3b", "하늘은 왜 파란가요?"));
        var whole = await _replica.JsonAsync(
            "/api/chat",
            Chat("llama3.2:3b", "하늘은 왜 파란가요?", ",\"stream\":false")
        );
        var streamed = string.Concat(
            lines.Select(line => line.GetProperty("message").GetProperty("content").GetString())
        );
        Assert.Equal(whole.GetProperty("message").GetProperty("content").GetString(), streamed);
        Assert.StartsWith("[시뮬레이션]", streamed, StringComparison.Ordinal);
        Assert.All(lines[..^1], line => Assert.False(line.GetProperty("done").GetBoolean()));
        Assert.Equal("stop", lines[^1].GetProperty("done_reason").GetString());
        Assert.Equal(lines.Length - 1, lines[^1].GetProperty("eval_count").GetInt32());
    }

    [Fact]
    public async Task A_thinking_model_thinks_first_unless_told_not_to()
    {
        var lines = await _replica.LinesAsync("/api/chat", Chat("qwen3:8b", "Why?"));
        var thinking = lines.TakeWhile(line => line.GetProperty("message").TryGetProperty("thinking", out _)).Count();
        Assert.True(thinking > 0);
        Assert.DoesNotContain(
            lines.Skip(thinking),
            line => line.GetProperty("message").TryGetProperty("thinking", out _)
        );
        var quiet = await _replica.JsonAsync(
            "/api/chat",
            Chat("qwen3:8b", "Why?", ",\"stream\":false,\"think\":false")
        );
        Assert.False(quiet.GetProperty("message").TryGetProperty("thinking", out _));
    }

    [Fact]
    public async Task A_tool_call_has_an_object_for_arguments()
    {
        const string Tools =
            ",\"stream\":false,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}}]";
        var answer = await _replica.JsonAsync("/api/chat", Chat("llama3.2:3b", "What is the weather in Seoul?", Tools));
        var message = answer.GetProperty("message");
        var call = Assert.Single(message.GetProperty("tool_calls").EnumerateArray());
        Assert.Equal("", message.GetProperty("content").GetString());
        Assert.Equal("{\"city\":\"Seoul\"}", call.GetProperty("function").GetProperty("arguments").GetRawText());
        Assert.Equal("get_weather", call.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal(0, call.GetProperty("function").GetProperty("index").GetInt32());
        Assert.Equal("stop", answer.GetProperty("done_reason").GetString());
    }

    [Fact]
    public async Task A_schema_is_answered_with_json_of_that_shape()
    {
        const string Format =
            ",\"stream\":false,\"format\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"},\"s\":{\"type\":\"string\"}}}";
        var answer = await _replica.JsonAsync("/api/chat", Chat("llama3.2:3b", "Give me json", Format));
        var content = JsonDocument.Parse(answer.GetProperty("message").GetProperty("content").GetString()!).RootElement;
        Assert.Equal(JsonValueKind.Number, content.GetProperty("n").ValueKind);
        Assert.Contains("[simulated]", content.GetProperty("s").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vision_model_takes_images_and_counts_them()
    {
        var blind = await _replica.JsonAsync(
            "/api/generate",
            "{\"model\":\"gemma3:12b\",\"prompt\":\"a\",\"stream\":false}"
        );
        var seeing = await _replica.JsonAsync(
            "/api/generate",
            "{\"model\":\"gemma3:12b\",\"prompt\":\"a\",\"stream\":false,\"images\":[\"AAAA\"]}"
        );
        Assert.True(
            seeing.GetProperty("prompt_eval_count").GetInt32() > blind.GetProperty("prompt_eval_count").GetInt32()
        );
    }

    [Fact]
    public async Task Embeddings_are_normalised_deterministic_and_cut_to_dimensions()
    {
        var answer = await _replica.JsonAsync(
            "/api/embed",
            "{\"model\":\"nomic-embed-text\",\"input\":[\"one\",\"two\",\"one\"],\"dimensions\":32}"
        );
        var vectors = answer
            .GetProperty("embeddings")
            .EnumerateArray()
            .Select(vector => vector.EnumerateArray().Select(value => value.GetDouble()).ToArray())
            .ToArray();
        Assert.Equal(vectors[0], vectors[2]);
        Assert.NotEqual(vectors[0], vectors[1]);
        Assert.All(vectors, vector => Assert.Equal(1, vector.Sum(value => value * value), 4));
        Assert.All(vectors, vector => Assert.Equal(32, vector.Length));
        Assert.Equal(6, answer.GetProperty("prompt_eval_count").GetInt32());
        var single = await _replica.JsonAsync("/api/embed", "{\"model\":\"nomic-embed-text\",\"input\":\"one\"}");
        Assert.Equal(768, single.GetProperty("embeddings")[0].GetArrayLength());
        var empty = await _replica.JsonAsync("/api/embed", "{\"model\":\"nomic-embed-text\",\"input\":[]}");
        Assert.Equal(0, empty.GetProperty("embeddings").GetArrayLength());
    }

    [Fact]
    public async Task An_embedding_input_beyond_the_context_is_cut_unless_that_is_forbidden()
    {
        var input = string.Join(' ', Enumerable.Repeat("word", 3000));
        var cut = await _replica.JsonAsync("/api/embed", $"{{\"model\":\"nomic-embed-text\",\"input\":\"{input}\"}}");
        Assert.Equal(2048, cut.GetProperty("prompt_eval_count").GetInt32());
        var (status, body) = await _replica.AskAsync(
            "/api/embed",
            $"{{\"model\":\"nomic-embed-text\",\"truncate\":false,\"input\":\"{input}\"}}"
        );
        Assert.Equal((400, "{\"error\":\"the input length exceeds the context length\"}"), (status, body));
    }

    [Fact]
    public async Task Forever_shows_as_an_expiry_centuries_ahead()
    {
        await _replica.JsonAsync("/api/generate", "{\"model\":\"llama3.2:3b\",\"keep_alive\":-1}");
        var ps = JsonDocument.Parse(await _replica.Http.GetStringAsync("/api/ps")).RootElement;
        var expiry = ps.GetProperty("models")[0].GetProperty("expires_at").GetDateTimeOffset();
        Assert.InRange((expiry - TimeProvider.System.GetUtcNow()).TotalDays / 365.25, 291, 293);
    }

    [Fact]
    public async Task Metrics_are_nanoseconds_with_the_load_apart()
    {
        var clock = new ManualTimeProvider();
        await using var replica = await Replica.StartAsync(clock, ("Models:0", "llama3.2:3b"), ("SpeedFactor", "1"));
        var asking = replica.JsonAsync(
            "/api/chat",
            Chat("llama3.2:3b", "Why?", ",\"stream\":false,\"options\":{\"num_predict\":2}")
        );
        await replica.WaitForAsync(
            "llama3.2:3b",
            "the load",
            model => model.GetProperty("state").GetString() == "loading"
        );
        clock.Advance(TimeSpan.FromSeconds(5));
        await replica.WaitForAsync("llama3.2:3b", "the start", model => model.GetProperty("started").GetInt32() == 1);
        var answer = await clock.AdvanceUntilAsync(asking, TimeSpan.FromMilliseconds(1), Replica.Deadline);
        Assert.InRange(answer.GetProperty("load_duration").GetInt64(), 500_000_000, 5_000_000_000);
        var model = SpeedTable.On(ModelCatalogue.Find("llama3.2:3b")!, ReplicaPreset.Find("coder")!.Gpus);
        var twoTokens = (long)(2e9 / model.DecodeTokensPerSecond);
        Assert.InRange(answer.GetProperty("eval_duration").GetInt64(), twoTokens - 1000, twoTokens + 3_000_000);
        Assert.InRange(answer.GetProperty("prompt_eval_duration").GetInt64(), 1_000_000, 5_000_000);
        Assert.True(
            answer.GetProperty("total_duration").GetInt64()
                >= answer.GetProperty("load_duration").GetInt64() + answer.GetProperty("eval_duration").GetInt64()
        );
    }
}
