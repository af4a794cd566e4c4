using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing.Node;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>What a client sees when all is well. The same in every shape.</summary>
public abstract class ChatScenarios(ClusterFixture fixture)
{
    private HttpClient Http => fixture.Cluster.Http;

    private Uri At(string path) => new(fixture.Cluster.Gateway, path);

    [Fact]
    public async Task An_answer_says_which_model_on_which_replica_gave_it_and_why()
    {
        using var response = await Http.PostAsJsonAsync(At("v1/chat/completions"), Question("auto", stream: false));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        Assert.Equal(answer.GetProperty("model").GetString(), Header(response, "X-Orchestrator-Model"));
        Assert.StartsWith("sim-", Header(response, "X-Orchestrator-Replica"), StringComparison.Ordinal);
        Assert.Equal("single", Header(response, "X-Orchestrator-Strategy"));
        Assert.Equal("true", Header(response, "X-Orchestrator-Simulated"));
        Assert.NotEmpty(Header(response, "X-Orchestrator-Run"));
        Assert.NotEmpty(Header(response, "X-Orchestrator-Task"));
        Assert.NotEmpty(Header(response, "X-Orchestrator-Reason"));
    }

    [Fact]
    public async Task A_stream_comes_in_pieces_and_ends_with_done()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At("v1/chat/completions"))
        {
            Content = JsonContent.Create(Question("auto", stream: true)),
        };
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var lines = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(Header(response, "X-Orchestrator-Replica"));
        Assert.True(lines.Length > 3, "The answer came in one piece.");
        Assert.Equal("data: [DONE]", lines[^1]);
    }

    [Fact]
    public async Task Both_dialects_list_the_virtual_models_and_the_fleet()
    {
        var openAi = await Http.GetFromJsonAsync<JsonElement>(At("v1/models"));
        var ollama = await Http.GetFromJsonAsync<JsonElement>(At("api/tags"));

        var ids = openAi.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString());
        Assert.Superset(
            new HashSet<string?> { "auto", "auto:fast", "auto:quality", "auto:cheap", "ensemble" },
            ids.ToHashSet()
        );
        Assert.Contains(
            ollama.GetProperty("models").EnumerateArray(),
            model => model.GetProperty("name").GetString() == "llama3.2:3b"
        );
    }

    [Fact]
    public async Task A_decision_is_explained_in_English_and_Korean_without_running_anything()
    {
        var before = await GenerationsStartedAsync();
        using var response = await Http.PostAsJsonAsync(At("api/route"), Question("auto", stream: false));
        var decision = await response.Content.ReadFromJsonAsync<JsonElement>();
        var explanation = decision.GetProperty("explanation");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("qwen2.5-coder:7b", explanation.GetProperty("en").GetString()!, StringComparison.Ordinal);
        Assert.Matches("[가-힣]", explanation.GetProperty("ko").GetString());
        Assert.Equal("code", decision.GetProperty("classification").GetProperty("task").GetString());
        Assert.Equal(before, await GenerationsStartedAsync());
    }

    [Fact]
    public async Task A_concrete_model_is_answered_by_that_model()
    {
        using var response = await Http.PostAsJsonAsync(At("api/chat"), Question("llama3.2:3b", stream: false));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("llama3.2:3b", answer.GetProperty("model").GetString());
        Assert.True(answer.GetProperty("done").GetBoolean());
        Assert.True(answer.GetProperty("eval_count").GetInt32() > 0);
    }

    [NodeTheory]
    [InlineData("openai.mjs", "chat")]
    [InlineData("openai.mjs", "stream")]
    [InlineData("ollama.mjs", "chat")]
    [InlineData("ollama.mjs", "stream")]
    public async Task The_clients_that_people_use_get_an_answer(string script, string verb)
    {
        var result = await NodeClient.RunAsync(script, fixture.Cluster.Gateway, verb);

        Assert.NotEmpty(result.GetProperty("text").GetString()!);
        Assert.True(verb == "chat" || result.GetProperty("chunks").GetInt32() > 3);
    }

    [NodeFact]
    public async Task The_openai_client_reads_usage_and_errors()
    {
        var stream = await NodeClient.RunAsync("openai.mjs", fixture.Cluster.Gateway, "stream");
        var wrong = await NodeClient.RunAsync("openai.mjs", fixture.Cluster.Gateway, "wrong");

        Assert.True(stream.GetProperty("usage").GetProperty("completion_tokens").GetInt32() > 0);
        Assert.Equal(404, wrong.GetProperty("status").GetInt32());
        Assert.Equal("model_not_found", wrong.GetProperty("code").GetString());
        Assert.Equal("NotFoundError", wrong.GetProperty("kind").GetString());
    }

    [NodeFact]
    public async Task The_ollama_client_lists_models_and_reads_errors()
    {
        var list = await NodeClient.RunAsync("ollama.mjs", fixture.Cluster.Gateway, "list");
        var wrong = await NodeClient.RunAsync("ollama.mjs", fixture.Cluster.Gateway, "wrong");

        Assert.Contains(list.GetProperty("names").EnumerateArray(), name => name.GetString() == "llama3.2:3b");
        Assert.NotEmpty(list.GetProperty("version").GetString()!);
        Assert.Equal(404, wrong.GetProperty("status").GetInt32());
        Assert.Contains("no-such-model", wrong.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    internal static object Question(string model, bool stream) =>
        new
        {
            model,
            stream,
            messages = new[] { new { role = "user", content = "파이썬으로 피보나치 함수를 작성해줘." } },
        };

    private static string Header(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.GetValues(name));

    private async Task<long> GenerationsStartedAsync()
    {
        long started = 0;
        foreach (var replica in fixture.Cluster.Replicas)
        {
            started += await replica.CountAsync("started");
        }

        return started;
    }
}

[Collection(SoundClusters.Standalone)]
public sealed class StandaloneChatTests(StandaloneFixture fixture) : ChatScenarios(fixture);

[Collection(SoundClusters.FiveProcesses)]
public sealed class FiveProcessesChatTests(FiveProcessesFixture fixture) : ChatScenarios(fixture);
