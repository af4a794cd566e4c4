using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.ServiceDefaults.HealthV1;
using Orchestrator.Testing;
using static Orchestrator.ServiceDefaults.HealthV1.HealthCheckResponse.Types;

namespace Orchestrator.ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task All_three_answer_in_every_environment(string environment)
    {
        await using var app = await TestApp.StartAsync(environment: environment);

        foreach (var path in new[] { "/alive", "/ready", "/health" })
        {
            var response = await app.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var json = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("Healthy", json.GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task A_failed_check_makes_what_it_is_tagged_for_fail_and_tells_only_names_and_states()
    {
        await using var app = await WithCheck(HealthTags.Ready, () => throw new IOException("password=hunter2"));

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/alive")).StatusCode);
        var ready = await app.Http.GetAsync("/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var body = await ready.Content.ReadAsStringAsync();
        var checks = JsonDocument.Parse(body).RootElement.GetProperty("checks");
        Assert.Equal("Unhealthy", checks.GetProperty("broken").GetString());
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
        app.Log.ExpectErrors("broken");
    }

    [Fact]
    public async Task An_untagged_check_shows_up_in_health_only()
    {
        await using var app = await WithCheck(tag: null, () => HealthCheckResult.Unhealthy());
        app.Log.ExpectErrors("broken");

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Http.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task Grpc_health_knows_the_process_its_services_and_no_others()
    {
        await using var app = await EchoApp.StartAsync();
        using var channel = app.Stranger();
        var client = new HealthV1.Health.HealthClient(channel);

        foreach (var service in new[] { "", "alive", "ready", "test.echo.v1.Echo" })
        {
            var answer = await client.CheckAsync(new HealthCheckRequest { Service = service });
            Assert.Equal(ServingStatus.Serving, answer.Status);
        }

        var unknown = client.CheckAsync(new HealthCheckRequest { Service = "test.echo.v1.Other" });
        Assert.Equal(StatusCode.NotFound, (await unknown.StatusOf()).StatusCode);
    }

    [Fact]
    public async Task A_grpc_health_watch_tells_each_change_and_ends_with_the_process()
    {
        var isBroken = false;
        await using var app = await WithCheck(
            HealthTags.Ready,
            () => Volatile.Read(ref isBroken) ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy(),
            new() { ["Health:WatchInterval"] = "00:00:00.050" }
        );
        app.Log.ExpectErrors("broken");
        using var channel = app.Stranger();
        using var watch = new HealthV1.Health.HealthClient(channel).Watch(new HealthCheckRequest());

        Assert.Equal(ServingStatus.Serving, await Next(watch));
        Volatile.Write(ref isBroken, true);
        Assert.Equal(ServingStatus.NotServing, await Next(watch));
        Volatile.Write(ref isBroken, false);
        Assert.Equal(ServingStatus.Serving, await Next(watch));
        var stop = app.StopAsync();
        Assert.Equal(ServingStatus.NotServing, await Next(watch));
        Assert.False(await Wait.ForAsync(watch.ResponseStream.MoveNext(), "the watch ends"));
        await Wait.ForAsync(stop, "the process stops");
    }

    [Fact]
    public async Task Health_watches_are_limited()
    {
        await using var app = await EchoApp.StartAsync(settings: new() { ["Health:MaxWatches"] = "1" });
        using var channel = app.Stranger();
        var client = new HealthV1.Health.HealthClient(channel);
        using var first = client.Watch(new HealthCheckRequest());
        Assert.Equal(ServingStatus.Serving, await Next(first));

        using var second = client.Watch(new HealthCheckRequest());

        Assert.Equal(StatusCode.ResourceExhausted, (await second.ResponseStream.MoveNext().StatusOf()).StatusCode);
    }

    private static async Task<ServingStatus> Next(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await Wait.ForAsync(watch.ResponseStream.MoveNext(), "the watch says something"));
        return watch.ResponseStream.Current.Status;
    }

    private static Task<TestApp> WithCheck(
        string? tag,
        Func<HealthCheckResult> check,
        Dictionary<string, string?>? settings = null
    ) =>
        TestApp.StartAsync(
            builder => builder.Services.AddHealthChecks().AddCheck("broken", check, tag is null ? [] : [tag]),
            settings: settings
        );
}
