using System.Net;
using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Terms;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.ServiceDefaults;
using GatewayContract = Orchestrator.Contracts.Gateway.V1.Gateway;

namespace Orchestrator.Gateway.Tests.Terms;

/// <summary>What headers of a request do, from the client to the router and the worker.</summary>
public sealed class CallerTermsTests(CallerTermsTests.Running running) : IClassFixture<CallerTermsTests.Running>
{
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";

    private GatewayApp App => running.App;

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/api/chat")]
    [InlineData("/api/route")]
    public async Task In_every_dialect_the_router_hears_the_terms(string path)
    {
        using var response = await PostAsync(
            path,
            ("X-Orchestrator-Priority", "batch"),
            ("X-Orchestrator-Deadline", "30"),
            ("X-Orchestrator-Latency-Weight", "0.5"),
            ("X-Orchestrator-Cost-Weight", "2"),
            ("X-Orchestrator-Strategy", "single"),
            ("X-Orchestrator-Team", "research")
        );

        var asked = App.Router.Asked[^1];
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((RequestPriority.Batch, true), (asked.Priority, asked.SingleOnly));
        Assert.Equal((0.5, 2.0), (asked.LatencyWeight, asked.CostWeight));
        Assert.InRange(asked.Deadline.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal("research", asked.Headers["x-orchestrator-team"]);
        Assert.Matches("^[0-9a-f]{16}$", asked.Tenant);
    }

    [Fact]
    public async Task The_worker_hears_who_goes_first_whose_share_it_is_and_how_long_there_is_left()
    {
        using var response = await PostAsync(
            "/v1/chat/completions",
            ("X-Orchestrator-Priority", "normal"),
            ("X-Orchestrator-Deadline", "30")
        );

        var called = App.Worker.Asked[^1];
        Assert.Equal((Priority.Normal, false), (called.Priority, called.Hedge));
        Assert.Equal(App.Router.Asked[^1].Tenant, called.Tenant);
        Assert.InRange(called.Deadline.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Who_shows_the_same_key_is_one_tenant_however_it_is_shown_and_the_key_goes_nowhere()
    {
        var bearer = await TenantAsync(("Authorization", "Bearer sk-of-alice"));
        var apiKey = await TenantAsync(("x-api-key", "sk-of-alice"));
        var other = await TenantAsync(("Authorization", "Bearer sk-of-bob"));
        var nobody = await TenantAsync();

        Assert.Equal(bearer, apiKey);
        Assert.Equal(3, new[] { bearer, other, nobody }.Distinct().Count());
        Assert.Equal(nobody, await TenantAsync());
        Assert.DoesNotContain(
            "alice",
            App.Router.Asked.Aggregate("", (all, asked) => all + asked),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(App.Logs, line => line.Message.Contains("alice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gateways_with_one_service_credential_agree_on_tenants_and_others_do_not()
    {
        const string Secret = "--ServiceCredential=0123456789abcdef-shared";
        await using var first = await GatewayApp.StartAsync(Secret);
        await using var second = await GatewayApp.StartAsync(Secret);

        var names = new List<string>();
        foreach (var app in new[] { first, second, App })
        {
            (string, string)[] headers = [("Authorization", "Bearer sk-of-alice")];
            using var response = await app.PostAsync("/api/route", Ask, headers);
            names.Add(app.Router.Asked[^1].Tenant);
        }

        Assert.Equal(names[0], names[1]);
        Assert.NotEqual(names[0], names[2]);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2:3::1", "2001:db8:1:2:4::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Without_a_key_the_address_is_the_tenant_and_of_ipv6_the_network(string one, string other, bool isSame)
    {
        var tenant = App.Services.GetRequiredService<CallerTenant>();

        Assert.Equal(isSame, tenant.Of(From(one)) == tenant.Of(From(other)));
    }

    [Fact]
    public async Task A_wrong_header_is_named_in_the_callers_dialect_and_nothing_runs()
    {
        var asked = App.Router.Asked.Count;

        var openAi = await WrongAsync("/v1/chat/completions");
        var ollama = await WrongAsync("/api/chat");
        var ours = await WrongAsync("/api/route");

        var error = openAi.GetProperty("error");
        Assert.Equal("X-Orchestrator-Deadline", error.GetProperty("param").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        const string Sentence = "'X-Orchestrator-Deadline' must be a decimal number from 0.001 to 86400.";
        Assert.Equal(Sentence, ollama.GetProperty("error").GetString());
        Assert.Equal(Sentence, ours.GetProperty("errors").GetProperty("X-Orchestrator-Deadline")[0].GetString());
        Assert.Equal(asked, App.Router.Asked.Count);
    }

    [Fact]
    public async Task Internal_callers_set_terms_by_metadata_of_the_same_names()
    {
        var client = new GatewayContract.GatewayClient(App.Services.GetRequiredService<GrpcPeers>().At(App.Grpc));
        var request = new AskRequest
        {
            Model = "auto",
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
        };

        using (var call = client.Ask(request, new Metadata { { "x-orchestrator-priority", "batch" } }))
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the answer begins"));
        }

        using var wrong = client.Ask(request, new Metadata { { "x-orchestrator-priority", "urgent" } });
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            wrong.ResponseStream.MoveNext(CancellationToken.None)
        );

        Assert.Equal(RequestPriority.Batch, App.Router.Asked[^1].Priority);
        Assert.DoesNotContain("x-service-credential", App.Router.Asked[^1].Headers.Keys);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("'X-Orchestrator-Priority' must be", refused.Status.Detail, StringComparison.Ordinal);
    }

    private async Task<string> TenantAsync(params (string, string)[] headers)
    {
        using var response = await PostAsync("/api/route", headers);
        return App.Router.Asked[^1].Tenant;
    }

    private async Task<JsonElement> WrongAsync(string path)
    {
        using var response = await PostAsync(path, ("X-Orchestrator-Deadline", "tomorrow"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    private Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] headers) =>
        App.PostAsync(path, Ask, headers);

    private static DefaultHttpContext From(string address) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

    public sealed class Running : IAsyncLifetime
    {
        internal GatewayApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await GatewayApp.StartAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
