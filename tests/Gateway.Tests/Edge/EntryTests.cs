using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Access;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Tests.Edge;

public sealed class EntryTests
{
    [Theory]
    [InlineData("localhost", null, true)]
    [InlineData("LOCALHOST", null, true)]
    [InlineData("app.localhost", null, true)]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("[::1]", null, true)]
    [InlineData("10.1.2.3", null, true)]
    [InlineData("gateway", null, true)]
    [InlineData("evil.example", null, false)]
    [InlineData("localhost.evil.example", null, false)]
    [InlineData("", null, false)]
    [InlineData("localhost", "http://localhost:3000", true)]
    [InlineData("localhost", "https://evil.example", false)]
    [InlineData("localhost", "null", true)]
    [InlineData("localhost", "vscode-webview://abc", true)]
    public void Only_this_gateways_names_are_let_in(string host, string? origin, bool isLetIn)
    {
        var list = new HostAllowList(Options.Create(new AccessOptions { AllowedHosts = ["gateway"] }));

        Assert.Equal(isLetIn, list.Check(host, origin) is null);
    }

    [Theory]
    [InlineData("/v1/models", "{\"error\":{\"message\":\"The Host header names none")]
    [InlineData("/api/tags", "{\"error\":\"The Host header names none")]
    [InlineData("/api/route", "\"status\":403,\"detail\":\"The Host header names none")]
    public async Task A_rebound_name_is_forbidden_in_every_dialect(string path, string expected)
    {
        await using var app = await GatewayApp.StartAsync();
        using var raw = await RawHttp.ConnectAsync(app.Http);

        await raw.SendAsync($"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        var answer = await raw.ReadAnswerAsync();

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://192.0.2.7:0")]
    public async Task The_start_refuses_to_listen_for_others_while_there_are_no_keys(string address)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            GatewayApp.StartAsync($"--Endpoints:Http={address}")
        );

        Assert.Contains("no API keys yet", exception.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:8080", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_without_an_http_endpoint_has_nothing_to_protect() =>
        Assert.True(new LoopbackOnly().Validate(null, new EndpointsOptions { Http = null }).Succeeded);

    [Fact]
    public async Task One_run_too_many_is_refused_at_once_and_its_place_comes_back()
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:Runs:MaxConcurrent=1");
        const string Ask = """{"model":"auto","messages":[{"role":"user","content":"x"}]}""";
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.OnGenerate = async (_, stream, _) =>
        {
            called.TrySetResult();
            await goOn.Task;
            await Answers.SayAsync(stream, "done");
        };

        var first = app.AskAsync("/v1/chat/completions", Ask);
        await called.Task.Within("the first run reaches its worker");
        using var second = await app.PostAsync("/v1/chat/completions", Ask);
        goOn.SetResult();
        var (firstStatus, _) = await first;
        var (thirdStatus, _) = await app.AskAsync("/v1/chat/completions", Ask);

        Assert.Equal(503, (int)second.StatusCode);
        Assert.Equal("1", second.Headers.GetValues("Retry-After").Single());
        Assert.Contains(
            "Gateway:Runs:MaxConcurrent",
            await second.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal((200, 200), (firstStatus, thirdStatus));
    }

    [Fact]
    public async Task The_public_paths_do_not_exist_on_the_internal_endpoint()
    {
        await using var app = await GatewayApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Grpc, "/v1/models"))
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await app.Client.SendAsync(request);

        Assert.Equal(404, (int)response.StatusCode);
    }
}
