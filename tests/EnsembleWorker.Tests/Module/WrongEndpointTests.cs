using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>Whatever stands behind a replica's address is a state with a reason, and nobody else's trouble.</summary>
public sealed class WrongEndpointTests
{
    private static Dictionary<string, string?> Two(Uri second, string lookLimit) =>
        new()
        {
            ["Worker:Replicas:1:Name"] = "wrong",
            ["Worker:Replicas:1:Url"] = second.ToString(),
            ["Worker:Inventory:LookLimit"] = lookLimit,
            ["Worker:Health:UnreachableLookLimit"] = lookLimit,
            ["Worker:Health:SlowLook"] = "00:00:30",
            ["Worker:Health:UnreachableWaitMax"] = "00:00:00.1",
        };

    private static async Task<Replica> JudgedAsync(Uri wrong, Health health, string lookLimit = "00:00:20")
    {
        await using var good = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(good.Url, Two(wrong, lookLimit));
        var judged = await worker.ReplicaAsync(r => r.Name == "wrong" && r.Health == health, $"it is {health}");
        // Time for more looks, which must say nothing more.
        var looks = good.CountOf("/api/tags");
        await Orchestrator.Testing.Wait.UntilAsync(() => good.CountOf("/api/tags") > looks + 3, "looks go on");
        var other = await worker.ReplicaAsync(r => r.Name == WorkerHost.Replica, "the other one is seen");
        Assert.Equal(Health.Healthy, other.Health);
        var warnings = worker.Log.Lines.Where(line =>
            line.Level >= LogLevel.Warning && line.Id.Id is > 3200 and < 3300
        );
        Assert.Single(warnings);
        return judged;
    }

    private static async Task<Replica> JudgedAsync(
        Func<HttpContext, Task> answer,
        string scheme = "http",
        string lookLimit = "00:00:20"
    )
    {
        await using var far = await FakeOllama.StartAsync();
        far.Instead = answer;
        return await JudgedAsync(new Uri($"{scheme}://127.0.0.1:{far.Url.Port}"), Health.Unreachable, lookLimit);
    }

    [Fact]
    public async Task A_web_page_is_no_ollama()
    {
        var replica = await JudgedAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html><body>Welcome</body></html>");
        });

        Assert.Equal("not_ollama", replica.HealthReason.Code);
    }

    [Fact]
    public async Task Another_json_api_is_no_ollama()
    {
        var replica = await JudgedAsync(context =>
            context.JsonAsync(new { status = "ok", items = Array.Empty<int>() })
        );

        Assert.Equal("not_ollama", replica.HealthReason.Code);
    }

    [Theory]
    [InlineData(404, "not_ollama")]
    [InlineData(401, "http_401")]
    [InlineData(500, "http_500")]
    public async Task A_server_that_refuses_everything_is_named_by_its_status(int status, string code)
    {
        var replica = await JudgedAsync(context => context.FailAsync(status, "no"));

        Assert.Equal(code, replica.HealthReason.Code);
    }

    [Fact]
    public async Task A_plain_port_behind_an_https_address_is_a_failure_of_tls()
    {
        var replica = await JudgedAsync(context => context.JsonAsync(new { }), scheme: "https");

        Assert.Equal("tls_failed", replica.HealthReason.Code);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_refuses_the_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var replica = await JudgedAsync(new Uri($"http://127.0.0.1:{port}"), Health.Unreachable);

        Assert.Equal("connect_failed", replica.HealthReason.Code);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_failure_of_dns()
    {
        var replica = await JudgedAsync(new Uri("http://nowhere.invalid:11434"), Health.Unreachable);

        Assert.Equal("dns_failed", replica.HealthReason.Code);
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_a_timeout()
    {
        var replica = await JudgedAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted),
            lookLimit: "00:00:00.5"
        );

        Assert.Equal("timeout", replica.HealthReason.Code);
    }

    [Fact]
    public async Task Half_an_answer_is_degraded_and_its_models_are_there()
    {
        await using var far = await FakeOllama.StartAsync();
        far.HangingPath = "/api/ps";

        var replica = await JudgedAsync(far.Url, Health.Degraded, "00:00:00.5");

        Assert.Equal("half_answer", replica.HealthReason.Code);
        Assert.Equal(FakeOllama.Model, Assert.Single(replica.Models).Name);
    }

    [Fact]
    public async Task An_ollama_that_is_too_old_is_degraded_and_says_so()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Version = "0.5.13";

        var replica = await JudgedAsync(far.Url, Health.Degraded);

        Assert.Equal("too_old", replica.HealthReason.Code);
        Assert.Contains("0.5.13", replica.HealthReason.Detail, StringComparison.Ordinal);
    }
}
