using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>Public ports, the proxies behind them, and what endpoints may not ask for.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task A_proxied_endpoint_has_the_asked_port_and_its_process_another()
    {
        var port = FreePort.Take();
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddServer("web", port).WithHttpHealthCheck("/")
        );
        await app.HealthyAsync("web");

        var variables = Probe.Variables(await app.GetAsync("web", "env"));

        Assert.Equal(port, app.Endpoint("web", "http").Port);
        Assert.NotEqual($"{port}", variables["PORT"]);
    }

    [Fact]
    public async Task Without_a_proxy_the_process_listens_on_the_public_port_itself()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
                builder
                    .AddExecutable("web", "dotnet", ".", Probe.Program)
                    .WithHttpEndpoint(env: "PORT", isProxied: false)
                    .WithHttpHealthCheck("/")
        );
        await app.HealthyAsync("web");

        var variables = Probe.Variables(await app.GetAsync("web", "env"));

        Assert.Equal($"{app.Endpoint("web", "http").Port}", variables["PORT"]);
    }

    [Fact]
    public async Task Random_ports_take_the_place_of_fixed_ones_when_tests_ask_for_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddShell("web", "exec sleep 600").WithHttpEndpoint(port),
            "DcpPublisher:RandomizePorts=true"
        );

        Assert.NotEqual(port, app.Endpoint("web", "http").Port);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_endpoint()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(async () =>
            await AspireApp.StartAsync((builder, _) => builder.AddShell("web", "exec sleep 600").WithHttpEndpoint(port))
        );

        Assert.Contains(
            $"Endpoint 'http' of resource 'web' cannot listen on port {port}",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Replicas_take_turns_behind_one_address()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddProject("web", Probe.Project).WithHttpEndpoint().WithReplicas(3)
        );
        await Wait.UntilAsync(() => app.Log("web").Split("the probe listens").Length == 4, "all three replicas listen");
        var url = new Uri(app.Endpoint("web", "http").Url);

        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            using var connection = new HttpClient();
            answers.Add(await connection.GetStringAsync(new Uri(url, "pid")));
        }

        Assert.Equal(3, answers.Distinct().Count());
        Assert.All(answers.GroupBy(answer => answer), turns => Assert.Equal(2, turns.Count()));
        Assert.All(app.App.Services.Replicas("web"), id => Assert.StartsWith("web-", id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("replicas and no proxy")]
    [InlineData("replicas and a target port")]
    [InlineData("a proxy to its own port")]
    [InlineData("two ports and no proxy")]
    public async Task An_endpoint_that_cannot_be_is_an_error_at_the_start(string wrong)
    {
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(async () =>
            await AspireApp.StartAsync((builder, _) => AddWrong(builder, wrong))
        );

        Assert.Contains("web", error.Message, StringComparison.Ordinal);
        Assert.Contains("http", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_endpoint_of_the_same_name_is_an_error()
    {
        var web = AspireApp.Builder(Path.GetTempPath()).AddShell("web", "exit").WithHttpEndpoint();

        var error = Assert.Throws<DistributedApplicationException>(() => web.WithHttpEndpoint());

        Assert.StartsWith("Endpoint with name 'http' already exists.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_not_known_before_the_start()
    {
        var web = AspireApp.Builder(Path.GetTempPath()).AddShell("web", "exit").WithHttpEndpoint();

        var error = Assert.Throws<InvalidOperationException>(() => web.GetEndpoint("http").Url);

        Assert.Equal("The endpoint `http` is not allocated for the resource `web`.", error.Message);
        Assert.False(web.GetEndpoint("other").Exists);
    }

    private static void AddWrong(IDistributedApplicationBuilder builder, string wrong)
    {
        var port = FreePort.Take();
        var web = builder.AddProject("web", Probe.Project);
        _ = wrong switch
        {
            "replicas and no proxy" => web.WithReplicas(2).WithHttpEndpoint(isProxied: false),
            "replicas and a target port" => web.WithReplicas(2).WithHttpEndpoint(targetPort: port),
            "a proxy to its own port" => web.WithHttpEndpoint(port, port),
            _ => web.WithHttpEndpoint(port, FreePort.Take(), isProxied: false),
        };
    }
}
