using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Gateway.Tests.Registry;

public sealed class ModelsApiTests
{
    [Fact]
    public async Task Models_are_listed_and_one_is_shown_with_its_speeds_and_edits()
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, list, _) = await app.SendAsync("GET", "/api/models");
        var (_, one, tag) = await app.SendAsync("GET", "/api/models/qwen3:8b");

        Assert.Equal(200, status);
        Assert.Equal("qwen3:8b", list.GetProperty("models")[0].GetProperty("name").GetString());
        var profile = one.GetProperty("profiles")[0];
        Assert.Equal(9, profile.GetProperty("settings").GetProperty("priority").GetInt32());
        Assert.Equal(6_000_000_000, profile.GetProperty("vram_required").GetInt64());
        var speed = one.GetProperty("speeds")[0];
        Assert.Equal(80, speed.GetProperty("decode_tokens_per_second").GetProperty("value").GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, speed.GetProperty("load_seconds").ValueKind);
        Assert.Equal("kim", one.GetProperty("edits")[0].GetProperty("actor").GetString());
        Assert.Equal("\"4\"", tag);
    }

    [Theory]
    [InlineData("/api/models/hf.co/someone/Model-7B:Q4_K_M")]
    [InlineData("/api/models/hf.co%2Fsomeone%2FModel-7B:Q4_K_M")]
    [InlineData("/api/models/hf.co/someone/Model-7B%3AQ4_K_M")]
    public async Task A_name_may_have_slashes_and_colons(string path)
    {
        await using var app = await RegistryApp.StartAsync();

        await app.SendAsync("GET", path);
        Assert.Equal("hf.co/someone/Model-7B:Q4_K_M", app.Asked<GetModelRequest>().Name);

        await app.SendAsync("POST", path + "/profile");
        Assert.Equal("hf.co/someone/Model-7B:Q4_K_M", app.Asked<ProfileModelRequest>().Name);
    }

    [Fact]
    public async Task An_edit_changes_only_what_it_names()
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, _, _) = await app.SendAsync(
            "PATCH",
            "/api/models/m",
            """{"enabled":false,"optimal_for":["code"]}"""
        );

        var edit = app.Asked<EditModelRequest>();
        Assert.Equal(200, status);
        Assert.Equal((true, false, false, false), (edit.HasEnabled, edit.Enabled, edit.HasPriority, edit.HasPinned));
        Assert.Equal(["code"], edit.OptimalFor.Tasks);
        Assert.Equal(0ul, edit.ExpectedRevision);
        Assert.Contains("127.0.0.1", edit.Actor.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_revision_can_stand_in_the_header_or_in_the_body()
    {
        await using var app = await RegistryApp.StartAsync();

        await app.SendAsync("PATCH", "/api/models/m", """{"pinned":true}""", ifMatch: "\"4\"");
        Assert.Equal(4ul, app.Asked<EditModelRequest>().ExpectedRevision);
        await app.SendAsync("PATCH", "/api/models/m", """{"vram_required":0,"revision":5}""");
        Assert.Equal(5ul, app.Asked<EditModelRequest>().ExpectedRevision);
    }

    [Theory]
    [InlineData("""{"priority":-1}""", "priority")]
    [InlineData("""{"priority":"high"}""", "priority")]
    [InlineData("""{"vram_required":-5}""", "vram_required")]
    [InlineData("""{"optimal_for":"code"}""", "optimal_for")]
    [InlineData("""{"enabled":"no"}""", "enabled")]
    public async Task A_wrong_edit_names_its_field_and_does_not_reach_the_profiler(string json, string field)
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, problem, _) = await app.SendAsync("PATCH", "/api/models/m", json);

        Assert.Equal(400, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Empty(app.Profiler.Asked);
    }

    [Fact]
    public async Task A_field_that_the_profiler_refuses_is_named_too()
    {
        await using var app = await RegistryApp.StartAsync();
        app.Profiler.Refusal = new RpcException(
            new Status(StatusCode.InvalidArgument, "'priority' must be from 1 to 10."),
            new Metadata { { TrailerNames.Field, "priority" } }
        );

        var (status, problem, _) = await app.SendAsync("PATCH", "/api/models/m", """{"priority":11}""");

        Assert.Equal(400, status);
        var sentences = problem.GetProperty("errors").GetProperty("priority");
        Assert.Equal("'priority' must be from 1 to 10.", sentences[0].GetString());
    }

    [Theory]
    [InlineData(StatusCode.NotFound, 404)]
    [InlineData(StatusCode.Aborted, 412)]
    [InlineData(StatusCode.Unavailable, 503)]
    [InlineData(StatusCode.Internal, 503)]
    [InlineData(StatusCode.ResourceExhausted, 503)]
    public async Task What_the_profiler_says_becomes_a_status(StatusCode said, int expected)
    {
        await using var app = await RegistryApp.StartAsync();
        app.Profiler.Refusal = new RpcException(new Status(said, "Scripted."));

        var (status, problem, _) = await app.SendAsync("PATCH", "/api/models/m", """{"priority":1}""");

        Assert.Equal((expected, expected), (status, problem.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task A_measurement_is_accepted_and_not_waited_for()
    {
        await using var app = await RegistryApp.StartAsync();

        var (status, body, _) = await app.SendAsync("POST", "/api/models/m/profile", """{"replica":"gpu-1"}""");

        Assert.Equal((202, 3), (status, body.GetProperty("queued").GetInt32()));
        Assert.Equal("gpu-1", app.Asked<ProfileModelRequest>().Replica);
    }

    [Theory]
    [InlineData("POST", "/api/models/m")]
    [InlineData("DELETE", "/api/models/m")]
    [InlineData("POST", "/api/models")]
    public async Task Other_verbs_are_refused(string method, string path)
    {
        await using var app = await RegistryApp.StartAsync();

        Assert.Equal(405, (await app.SendAsync(method, path)).Status);
    }
}
