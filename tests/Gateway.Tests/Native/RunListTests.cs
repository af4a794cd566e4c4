using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Native;

/// <summary>GET /api/runs.</summary>
public sealed class RunListTests
{
    [Fact]
    public async Task A_page_is_asked_for_as_the_query_says_and_shown_with_its_next()
    {
        await using var app = await GatewayApp.StartAsync();
        ListRunsRequest? asked = null;
        app.Worker.Runs.OnList = request =>
        {
            asked = request;
            var created = Timestamp.FromDateTime(RunEvents.At);
            var run = new RunSummary
            {
                RunId = "r1",
                State = "dead",
                Strategy = "debate",
                CreatedAt = created,
                FinishedAt = created,
                Cause = "internal_error",
            };
            return new ListRunsResponse { Runs = { run }, Next = "abc" };
        };

        var text = await app.Client.GetStringAsync(new Uri(app.Http, "/api/runs?state=dead&limit=7&after=xyz"));

        Assert.Equal(("dead", 7u, "xyz"), (asked?.State, asked?.Limit, asked?.After));
        var list = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("abc", list.GetProperty("next").GetString());
        var run = list.GetProperty("runs").EnumerateArray().Single();
        Assert.Equal(
            ("r1", "dead", "debate", "internal_error", 0),
            (Text(run, "id"), Text(run, "state"), Text(run, "strategy"), Text(run, "cause"), Number(run, "duration_ms"))
        );
    }

    [Fact]
    public async Task A_query_that_is_wrong_names_the_field()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnList = _ =>
            throw new RpcException(new Status(StatusCode.InvalidArgument, "state must be one of these"));

        foreach (var (query, field) in new[] { ("limit=0", "limit"), ("limit=-1", "limit"), ("state=asleep", "state") })
        {
            using var response = await app.Client.GetAsync(new Uri(app.Http, $"/api/runs?{query}"));
            var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());

            Assert.Equal(400, (int)response.StatusCode);
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).EnumerateArray());
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
