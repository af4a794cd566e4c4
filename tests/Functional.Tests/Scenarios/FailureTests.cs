using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>Replicas that die, fail or are full, as a client sees it.</summary>
public sealed class FailureTests
{
    private const string SharedModel = "llama3.2:3b";

    public static TheoryData<Shape> Shapes => [Shape.Standalone, Shape.FiveProcesses];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_replica_that_dies_costs_no_request_while_another_has_the_model(Shape shape)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small", "coder"]));
        await cluster.Replicas[0].Process.KillAsync();

        for (var i = 0; i < 10; i++)
        {
            using var response = await AskAsync(cluster, "v1/chat/completions");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("sim-2", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task With_every_replica_dead_each_dialect_says_so_and_the_service_goes_on(Shape shape)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, ClusterOptions.OneReplica);
        await cluster.Replicas[0].Process.KillAsync();

        using var openAi = await AskAsync(cluster, "v1/chat/completions");
        using var ollama = await AskAsync(cluster, "api/chat");

        Assert.Contains(openAi.StatusCode, new[] { HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable });
        Assert.Contains(ollama.StatusCode, new[] { HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable });
        Assert.NotEmpty((await JsonAsync(openAi)).GetProperty("error").GetProperty("message").GetString()!);
        Assert.NotEmpty((await JsonAsync(ollama)).GetProperty("error").GetString()!);
        using var alive = await cluster.Http.GetAsync(new Uri(cluster.Gateway, "v1/models"));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task With_every_replica_busy_the_next_request_is_told_when_to_come_back(Shape shape)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Worker__Replicas__0__QueueLimit"] = "0",
        };
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small"], 0.2, settings));
        using var running = await StartStreamAsync(cluster);

        using var openAi = await AskAsync(cluster, "v1/chat/completions");
        using var ollama = await AskAsync(cluster, "api/chat");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, openAi.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ollama.StatusCode);
        Assert.True(openAi.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.NotEmpty((await JsonAsync(openAi)).GetProperty("error").GetProperty("message").GetString()!);
        Assert.NotEmpty((await JsonAsync(ollama)).GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData(Shape.Standalone, "cut_mid_stream")]
    [InlineData(Shape.Standalone, "end_mid_stream")]
    [InlineData(Shape.Standalone, "error_in_band")]
    [InlineData(Shape.Standalone, "garbage")]
    [InlineData(Shape.FiveProcesses, "cut_mid_stream")]
    [InlineData(Shape.FiveProcesses, "end_mid_stream")]
    [InlineData(Shape.FiveProcesses, "error_in_band")]
    [InlineData(Shape.FiveProcesses, "garbage")]
    public async Task A_stream_that_breaks_after_its_first_token_ends_with_an_error_and_not_with_done(
        Shape shape,
        string fault
    )
    {
        await using var cluster = await RunningCluster.StartAsync(shape, ClusterOptions.OneReplica);
        await cluster.Replicas[0].FaultAsync(fault);

        using var openAi = await AskAsync(cluster, "v1/chat/completions", stream: true);
        using var ollama = await AskAsync(cluster, "api/chat", stream: true);
        var events = await openAi.Content.ReadAsStringAsync();
        var lines = (await ollama.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("\"error\"", events, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", events, StringComparison.Ordinal);
        Assert.NotEmpty(JsonSerializer.Deserialize<JsonElement>(lines[^1]).GetProperty("error").GetString()!);
        Assert.DoesNotContain(lines, line => line.Contains("\"done\":true", StringComparison.Ordinal));

        await cluster.Replicas[0].ClearFaultsAsync();
        using var after = await AskAsync(cluster, "v1/chat/completions");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData(Shape.Standalone, "refuse")]
    [InlineData(Shape.Standalone, "error500")]
    [InlineData(Shape.FiveProcesses, "refuse")]
    [InlineData(Shape.FiveProcesses, "error500")]
    public async Task A_replica_that_fails_before_its_first_token_is_passed_over(Shape shape, string fault)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small", "coder"]));
        await cluster.Replicas[0].FaultAsync(fault);

        for (var i = 0; i < 4; i++)
        {
            using var response = await AskAsync(cluster, "v1/chat/completions");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("sim-2", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        }
    }

    private static Task<HttpResponseMessage> AskAsync(RunningCluster cluster, string path, bool stream = false) =>
        cluster.Http.PostAsJsonAsync(new Uri(cluster.Gateway, path), ChatScenarios.Question(SharedModel, stream));

    /// <returns>An answer whose first token has arrived.</returns>
    private static async Task<HttpResponseMessage> StartStreamAsync(RunningCluster cluster)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Gateway, "v1/chat/completions"))
        {
            Content = JsonContent.Create(ChatScenarios.Question(SharedModel, stream: true)),
        };
        return await cluster.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>();
}
