using Grpc.Core;
using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Gateway.Tests.Registry;

public sealed class ReplicasApiTests
{
    [Fact]
    public async Task Replicas_are_listed_with_their_state_and_its_reason()
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, body, _) = await app.SendAsync("GET", "/api/replicas");

        var replica = body.GetProperty("replicas")[0];
        Assert.Equal((200, "unreachable"), (status, replica.GetProperty("health").GetString()));
        Assert.Equal("unclaimed", replica.GetProperty("health_reason").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_replica_is_added_with_what_the_body_says()
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, body, _) = await app.SendAsync(
            "POST",
            "/api/replicas",
            """{"name":"gpu-1","url":"http://gpu-1:11434","slots":2,"gpu":"RTX 4090","vram_bytes":25000000000}"""
        );

        var asked = app.Asked<AddReplicaRequest>().Replica;
        Assert.Equal((201, "gpu-1"), (status, body.GetProperty("name").GetString()));
        Assert.Equal(("http://gpu-1:11434", 2u, 25_000_000_000ul), (asked.Url, asked.Slots, asked.VramBytes));
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a"}""", "url")]
    [InlineData("""{"name":"a","url":"http://a","slots":-1}""", "slots")]
    [InlineData("""{"name":"a","url":"http://a","vram_bytes":-1}""", "vram_bytes")]
    [InlineData("""{"name":7,"url":"http://a"}""", "name")]
    public async Task A_replica_that_is_described_wrongly_names_the_field(string json, string field)
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, problem, _) = await app.SendAsync("POST", "/api/replicas", json);

        Assert.Equal(400, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Empty(app.Profiler.Asked);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("{}", true)]
    [InlineData("""{"drain":true}""", true)]
    [InlineData("""{"drain":false}""", false)]
    public async Task A_drain_begins_and_ends(string? json, bool drain)
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, _, _) = await app.SendAsync("POST", "/api/replicas/gpu-1/drain", json);

        var asked = app.Asked<DrainReplicaRequest>();
        Assert.Equal((200, "gpu-1", drain), (status, asked.Name, asked.Drain));
    }

    [Fact]
    public async Task A_drain_ends_also_when_the_body_comes_in_chunks_and_does_not_say_its_length()
    {
        await using var app = await RegistryApp.StartAsync();

        await app.SendAsync("POST", "/api/replicas/gpu-1/drain", """{"drain":false}""", inChunks: true);

        Assert.False(app.Asked<DrainReplicaRequest>().Drain);
    }

    [Fact]
    public async Task A_replica_is_removed()
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, body, _) = await app.SendAsync("DELETE", "/api/replicas/gpu-1");

        Assert.Equal((200, true), (status, body.GetProperty("removed").GetBoolean()));
        Assert.Equal("gpu-1", app.Asked<RemoveReplicaRequest>().Name);
    }

    [Theory]
    [InlineData(StatusCode.AlreadyExists, 409)]
    [InlineData(StatusCode.FailedPrecondition, 409)]
    [InlineData(StatusCode.NotFound, 404)]
    public async Task What_the_profiler_says_becomes_a_status(StatusCode said, int expected)
    {
        await using var app = await RegistryApp.StartAsync();
        app.Profiler.Refusal = new RpcException(new Status(said, "Scripted."));

        var (status, problem, _) = await app.SendAsync("DELETE", "/api/replicas/gpu-1");

        Assert.Equal((expected, "Scripted."), (status, problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Without_a_profiler_the_answer_says_so()
    {
        await using var app = await RegistryApp.StartAsync();
        app.Profiler.Refusal = new RpcException(new Status(StatusCode.Unavailable, "Down."));

        var (status, problem, _) = await app.SendAsync("GET", "/api/replicas");

        Assert.Equal(503, status);
        Assert.Contains(
            "profiler does not answer",
            problem.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }
}
