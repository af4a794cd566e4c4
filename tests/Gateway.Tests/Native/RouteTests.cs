using System.Text.Json;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Native;

public sealed class RouteTests
{
    [Fact]
    public async Task The_decision_is_told_in_both_languages_and_nothing_runs()
    {
        await using var app = await GatewayApp.StartAsync();

        var (status, body) = await app.AskAsync("/api/route", """{"prompt":"버블 정렬을 구현해줘"}""");

        Assert.Equal(200, status);
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        Assert.Equal("Code.", root.GetProperty("explanation").GetProperty("en").GetString());
        Assert.Equal("코드입니다.", root.GetProperty("explanation").GetProperty("ko").GetString());
        Assert.Equal("code", root.GetProperty("classification").GetProperty("task").GetString());
        Assert.Equal("gpu-1", root.GetProperty("choices")[0].GetProperty("replica").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("refusal").ValueKind);
        var asked = Assert.Single(app.Router.Asked);
        Assert.True(asked.DryRun);
        Assert.Equal(("auto", "버블 정렬을 구현해줘"), (asked.RequestedModel, asked.Turns.Single().Text));
        Assert.Empty(app.Worker.Asked);
    }

    [Fact]
    public async Task A_refusal_is_a_decision_too()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Refusal(RefusalReason.AllBusy, TimeSpan.FromSeconds(2));

        var (status, body) = await app.AskAsync(
            "/api/route",
            """{"model":"m","messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.Equal(200, status);
        Assert.Contains(
            "\"refusal\":{\"reason\":\"all_busy\",\"retry_after_seconds\":2}",
            body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_wrong_field_is_in_the_problem()
    {
        await using var app = await GatewayApp.StartAsync();

        using var response = await app.PostAsync("/api/route", """{"messages":[{"role":"king"}],"temperature":9}""");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["messages[0].role", "messages[0].content", "temperature"],
            json.RootElement.GetProperty("errors").EnumerateObject().Select(field => field.Name)
        );
    }
}
