using System.Security.Cryptography;
using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>Models come, change and go while the host runs.</summary>
public sealed class RegistryTests : IAsyncLifetime
{
    private const string Digest = "eb1bb215e65fe6b5b2dd3966c131e483981aeef08a364f9eacb420c76e425d57";
    private const string Pull = "{\"model\":\"qwen3:8b\"}";
    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(
            ("Models:0", "llama3.2:3b"),
            ("ModelsMax", "3"),
            ("BlobBytesMax", "100"),
            ("BlobsMax", "2")
        );

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private async Task<string[]> NamesAsync() =>
        [
            .. JsonDocument
                .Parse(await _replica.Http.GetStringAsync("/api/tags"))
                .RootElement.GetProperty("models")
                .EnumerateArray()
                .Select(model => model.GetProperty("name").GetString()!)
                .Order(StringComparer.Ordinal),
        ];

    private async Task<(int Status, string Body)> DeleteAsync(string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/delete");
        request.Content = new StringContent(json);
        using var response = await _replica.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Error(string words) => $"{{\"error\":\"{words}\"}}";

    [Fact]
    public async Task A_pull_tells_its_progress_and_then_the_model_is_there()
    {
        var lines = await _replica.LinesAsync("/api/pull", "{\"model\":\"QWEN3:8b\"}");
        var statuses = lines.Select(line => line.GetProperty("status").GetString()!).Distinct().ToArray();
        Assert.Equal("pulling manifest", statuses[0]);
        Assert.Equal(["verifying sha256 digest", "writing manifest", "success"], statuses[^3..]);
        var layer = lines.Last(line =>
            line.TryGetProperty("total", out var total) && total.GetInt64() == 5_225_388_164
        );
        Assert.Equal(5_225_388_164, layer.GetProperty("completed").GetInt64());
        var digest = layer.GetProperty("digest").GetString()!;
        Assert.Equal($"pulling {digest[7..19]}", layer.GetProperty("status").GetString());
        Assert.Equal(["llama3.2:3b", "qwen3:8b"], await NamesAsync());
        var answer = await _replica.JsonAsync("/api/generate", "{\"model\":\"qwen3:8b\"}");
        Assert.Equal("load", answer.GetProperty("done_reason").GetString());
    }

    [Fact]
    public async Task A_pull_takes_the_time_of_its_bytes_and_who_comes_later_shares_it()
    {
        var clock = new ManualTimeProvider();
        await using var replica = await Replica.StartAsync(clock, ("Models:0", "llama3.2:3b"), ("SpeedFactor", "1"));
        using var first = await replica.OpenAsync("/api/pull", Pull, CancellationToken.None);
        using var reader = new StreamReader(await first.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync().WaitAsync(Replica.Deadline);
        await reader.ReadLineAsync().WaitAsync(Replica.Deadline);
        // 5.2 GB at 50 MB/s take 105 seconds; whoever comes sees how far it is.
        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(2_500_000_000, await FirstCompletedAsync(replica));
        clock.Advance(TimeSpan.FromSeconds(54));
        Assert.Equal(5_200_000_000, await FirstCompletedAsync(replica));
        await clock.AdvanceUntilAsync(reader.ReadToEndAsync(), TimeSpan.FromSeconds(1), Replica.Deadline);
        var shown = await replica.JsonAsync("/api/show", "{\"model\":\"qwen3:8b\"}");
        Assert.Equal("qwen3", shown.GetProperty("details").GetProperty("family").GetString());
    }

    private static async Task<long> FirstCompletedAsync(Replica replica)
    {
        using var response = await replica.OpenAsync("/api/pull", Pull, CancellationToken.None);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync().WaitAsync(Replica.Deadline);
        var line = await reader.ReadLineAsync().WaitAsync(Replica.Deadline);
        return JsonDocument.Parse(line!).RootElement.GetProperty("completed").GetInt64();
    }

    [Fact]
    public async Task An_unknown_model_is_an_error_line_of_a_stream_and_status_500_without_one()
    {
        var lines = await _replica.LinesAsync("/api/pull", "{\"model\":\"nobody\"}");
        Assert.Equal("pull model manifest: file does not exist", lines[^1].GetProperty("error").GetString());
        Assert.Equal(
            (500, Error("pull model manifest: file does not exist")),
            await _replica.AskAsync("/api/pull", "{\"model\":\"nobody\",\"stream\":false}")
        );
        Assert.Equal((400, Error("invalid model name")), await _replica.AskAsync("/api/pull", "{\"model\":\"a b\"}"));
    }

    [Fact]
    public async Task Without_streaming_only_the_outcome_is_told() =>
        Assert.Equal(
            (200, "{\"status\":\"success\"}"),
            await _replica.AskAsync("/api/pull", "{\"model\":\"nomic-embed-text\",\"stream\":false}")
        );

    [Fact]
    public async Task A_copy_has_the_digest_of_its_source_and_is_gone_when_deleted()
    {
        Assert.Equal(
            (200, ""),
            await _replica.AskAsync("/api/copy", "{\"source\":\"llama3.2:3b\",\"destination\":\"me/Mine\"}")
        );
        var tags = JsonDocument.Parse(await _replica.Http.GetStringAsync("/api/tags")).RootElement;
        var copy = tags.GetProperty("models")
            .EnumerateArray()
            .Single(model => model.GetProperty("name").GetString() == "me/mine:latest");
        Assert.Equal(Digest, copy.GetProperty("digest").GetString());
        Assert.Equal((200, ""), await DeleteAsync("{\"name\":\"me/mine\"}"));
        Assert.Equal((404, Error("model 'me/mine' not found")), await DeleteAsync("{\"model\":\"me/mine\"}"));
        Assert.Equal(["llama3.2:3b"], await NamesAsync());
    }

    [Theory]
    [InlineData("{\"source\":\"nobody\",\"destination\":\"a\"}", 404, "model \\\"nobody\\\" not found")]
    [InlineData("{\"source\":\"llama3.2:3b\",\"destination\":\"a b\"}", 400, "destination \\\"a b\\\" is invalid")]
    [InlineData("{\"destination\":\"a\"}", 400, "source \\\"\\\" is invalid")]
    public async Task A_copy_that_cannot_be_is_refused(string json, int status, string words) =>
        Assert.Equal((status, Error(words)), await _replica.AskAsync("/api/copy", json));

    [Fact]
    public async Task A_created_model_brings_its_system_text_and_its_options()
    {
        var lines = await _replica.LinesAsync(
            "/api/create",
            "{\"model\":\"pirate\",\"from\":\"llama3.2:3b\",\"system\":\"You are a pirate\",\"template\":\"T\",\"parameters\":{\"num_predict\":3,\"stop\":[\"x\",\"y\"]}}"
        );
        Assert.Equal($"using existing layer sha256:{Digest}", lines[0].GetProperty("status").GetString());
        Assert.Equal("success", lines[^1].GetProperty("status").GetString());
        var shown = await _replica.JsonAsync("/api/show", "{\"model\":\"pirate\"}");
        Assert.Equal("You are a pirate", shown.GetProperty("system").GetString());
        Assert.Equal("T", shown.GetProperty("template").GetString());
        Assert.Equal(
            "num_predict                    3\nstop                           \"x\"\nstop                           \"y\"",
            shown.GetProperty("parameters").GetString()
        );
        Assert.Equal("llama3.2:3b", shown.GetProperty("details").GetProperty("parent_model").GetString());
        var answer = await _replica.JsonAsync(
            "/api/generate",
            "{\"model\":\"pirate\",\"prompt\":\"Hello\",\"stream\":false}"
        );
        Assert.Equal(3, answer.GetProperty("eval_count").GetInt32());
        // Four for the message and five for its tokens, on top of the five of "Hello".
        Assert.Equal(13, answer.GetProperty("prompt_eval_count").GetInt32());
        var asked = await _replica.JsonAsync(
            "/api/generate",
            "{\"model\":\"pirate\",\"prompt\":\"Hello\",\"stream\":false,\"options\":{\"num_predict\":2}}"
        );
        Assert.Equal(2, asked.GetProperty("eval_count").GetInt32());
    }

    [Theory]
    [InlineData("{\"model\":\"a\"}", 400, "neither 'from' or 'files' was specified")]
    [InlineData("{\"model\":\"a b\",\"from\":\"llama3.2:3b\"}", 400, "invalid model name")]
    [InlineData(
        "{\"model\":\"a\",\"from\":\"nobody\",\"stream\":false}",
        500,
        "pull model manifest: file does not exist"
    )]
    [InlineData(
        "{\"model\":\"a\",\"from\":\"llama3.2:3b\",\"quantize\":\"q4_0\",\"stream\":false}",
        400,
        "quantization is only supported for F16 and F32 models"
    )]
    public async Task A_creation_that_cannot_be_is_refused(string json, int status, string words) =>
        Assert.Equal((status, Error(words)), await _replica.AskAsync("/api/create", json));

    [Fact]
    public async Task The_disk_takes_so_many_models_and_no_more()
    {
        await _replica.AskAsync("/api/copy", "{\"source\":\"llama3.2:3b\",\"destination\":\"a\"}");
        await _replica.AskAsync("/api/copy", "{\"source\":\"llama3.2:3b\",\"destination\":\"b\"}");
        var (status, body) = await _replica.AskAsync("/api/copy", "{\"source\":\"llama3.2:3b\",\"destination\":\"c\"}");
        Assert.Equal((500, Error("simulated limit: no space left for another model")), (status, body));
        Assert.Equal(
            (200, ""),
            await _replica.AskAsync("/api/copy", "{\"source\":\"llama3.2:3b\",\"destination\":\"b\"}")
        );
    }

    [Fact]
    public async Task A_push_fails_as_on_a_host_that_is_not_signed_in()
    {
        var lines = await _replica.LinesAsync("/api/push", "{\"model\":\"llama3.2:3b\"}");
        Assert.Equal("retrieving manifest", lines[0].GetProperty("status").GetString());
        Assert.Contains("denied", lines[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verbose_show_lists_tensors_and_a_model_with_eyes_its_projector()
    {
        await using var replica = await Replica.StartAsync(("Models:0", "gemma3:12b"));
        var shown = await replica.JsonAsync("/api/show", "{\"model\":\"gemma3:12b\",\"verbose\":true}");
        Assert.Equal((48 * 4) + 1, shown.GetProperty("tensors").GetArrayLength());
        Assert.True(shown.TryGetProperty("projector_info", out _));
        Assert.True(shown.GetProperty("model_info").TryGetProperty("tokenizer.ggml.tokens", out _));
    }

    [Fact]
    public async Task Blobs_are_checked_against_their_digest_and_bounded()
    {
        Assert.Equal(404, await HeadAsync(DigestOf("hello")));
        Assert.Equal(201, await PostAsync(DigestOf("hello"), "hello"));
        Assert.Equal(200, await HeadAsync(DigestOf("hello")));
        Assert.Equal(200, await PostAsync(DigestOf("hello"), "hello"));
        Assert.Equal(400, await PostAsync(DigestOf("other"), "hello"));
        Assert.Equal(400, await PostAsync("sha256:xyz", "hello"));
        Assert.Equal(413, await PostAsync(DigestOf(new string('x', 101)), new string('x', 101)));
        Assert.Equal(507, await PostAsync(DigestOf(new string('x', 99)), new string('x', 99)));
        Assert.Equal(201, await PostAsync(DigestOf("two"), "two"));
        Assert.Equal(507, await PostAsync(DigestOf("three"), "three"));
        Assert.Equal(404, await HeadAsync(DigestOf("three")));
    }

    [Fact]
    public async Task The_status_says_that_there_is_no_cloud() =>
        Assert.Equal(
            "{\"cloud\":{\"disabled\":true,\"source\":\"env\"}}",
            await _replica.Http.GetStringAsync("/api/status")
        );

    private static string DigestOf(string text) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))}";

    private async Task<int> PostAsync(string digest, string text)
    {
        using var content = new StringContent(text);
        using var response = await _replica.Http.PostAsync($"/api/blobs/{digest}", content);
        return (int)response.StatusCode;
    }

    private async Task<int> HeadAsync(string digest)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/api/blobs/{digest}");
        using var response = await _replica.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
