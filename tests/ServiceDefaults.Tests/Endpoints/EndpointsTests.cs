using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults.Tests.Endpoints;

public sealed class EndpointsTests
{
    [Fact]
    public async Task The_http_endpoint_speaks_http_1_and_the_grpc_endpoint_http_2_without_tls()
    {
        await using var app = await TestApp.StartAsync(map: web =>
            web.MapGet("/protocol", (HttpContext context) => context.Request.Protocol)
        );

        Assert.Equal("HTTP/1.1", await app.Http.GetStringAsync("/protocol"));
        Assert.Equal("HTTP/2", await (await OverHttp2(app, "/protocol")).Content.ReadAsStringAsync());
        Assert.NotEqual(app.Peers.OwnHttp!.Port, app.Grpc.Port);
    }

    [Fact]
    public async Task What_requires_the_http_endpoint_does_not_exist_on_the_grpc_endpoint()
    {
        var wasRun = false;
        await using var app = await TestApp.StartAsync(map: web =>
            web.MapGroup("/public").RequireHttpEndpoint().MapGet("/secret", () => wasRun = true)
        );

        Assert.Equal(HttpStatusCode.NotFound, (await OverHttp2(app, "/public/secret")).StatusCode);
        Assert.False(wasRun);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/public/secret")).StatusCode);
    }

    [Fact]
    public async Task An_empty_http_address_means_no_http_endpoint()
    {
        await using var app = await TestApp.StartAsync(settings: new() { ["Endpoints:Http"] = "" });

        Assert.Null(app.Peers.OwnHttp);
        Assert.NotEqual(0, app.Grpc.Port);
    }

    [Theory]
    [InlineData("Endpoints:Http", "http://example.org:80", "IP address or localhost")]
    [InlineData("Endpoints:Grpc", "not an address", "IP address or localhost")]
    [InlineData("Grpc:MaxMessageBytes", "1", "MaxMessageBytes")]
    [InlineData("Stopping:Limit", "2.00:00:00", "Limit")]
    [InlineData("Resilience:Http:Retries", "99", "Retries")]
    [InlineData("Logs:File:RetainedFiles", "0", "RetainedFiles")]
    public async Task A_setting_out_of_range_stops_the_start_and_is_named(string key, string value, string said)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(settings: new() { [key] = value })
        );

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_endpoints_need_two_ports()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Endpoints:Http"] = "http://127.0.0.1:18080",
            ["Endpoints:Grpc"] = "http://127.0.0.1:18080",
        };

        await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(settings: settings));
    }

    private static async Task<HttpResponseMessage> OverHttp2(TestApp app, string path)
    {
        using var client = new HttpClient
        {
            BaseAddress = app.Grpc,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return await client.GetAsync(path);
    }
}
