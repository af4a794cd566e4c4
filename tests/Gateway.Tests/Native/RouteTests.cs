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
    public async Task Everything_that_decided_is_told_with_its_numbers()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => RouteResponse.Parser.ParseJson(Decision);

        var (_, body) = await app.AskAsync("/api/route", """{"prompt":"x"}""");

        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        Assert.Equal("""["strategy_rule"]""", root.GetProperty("strategy_reasons").GetRawText());
        Assert.True(root.GetProperty("parallel").GetBoolean());
        Assert.Equal((120, 256), (Number(root, "prompt_tokens"), Number(root, "output_tokens")));
        Assert.Equal("batch", root.GetProperty("priority").GetString());
        Assert.Equal("""[{"rule":"r","effects":["force"]}]""", root.GetProperty("rules").GetRawText());
        Assert.Equal("""{"after_seconds":2.5,"choice":1}""", root.GetProperty("hedge").GetRawText());
        Assert.Equal(
            """[{"model":"b","replica":"two","reason":"not_forced"}]""",
            root.GetProperty("exclusions").GetRawText()
        );
        var classification = root.GetProperty("classification");
        Assert.Equal((0.7, 0.2), (Number(classification, "difficulty"), Number(classification, "needs_tools")));
        Assert.Equal("""[{"task":"code","probability":0.9}]""", classification.GetProperty("tasks").GetRawText());
        foreach (var list in new[] { "choices", "candidates" })
        {
            Assert.Equal(
                """{"quality":0.7,"quality_error":0.1,"quality_source":"profile","wait_seconds":1,"load_seconds":2,"displaced_seconds":3,"prefill_seconds":4,"decode_seconds":5,"cached_tokens":6,"cost":0.5,"currency":"USD","value":null}""",
                root.GetProperty(list)[0].GetProperty("estimate").GetRawText()
            );
        }
    }

    private static double Number(JsonElement owner, string name) => owner.GetProperty(name).GetDouble();

    private const string Estimate = """
        {"quality":0.7,"qualityError":0.1,"qualitySource":"profile","waitSeconds":1,"loadSeconds":2,"displacedSeconds":3,
         "prefillSeconds":4,"decodeSeconds":5,"cachedTokens":6,"cost":0.5,"currency":"USD","value":"NaN"}
        """;

    private const string Decision = $$"""
        {"decisionId":"d","strategy":"ensemble","strategyReasons":["strategy_rule"],"parallel":true,"models":["a"],
         "promptTokens":120,"outputTokens":256,"priority":"REQUEST_PRIORITY_BATCH","propensity":1,
         "classification":{"task":"code","difficulty":0.7,"needsTools":0.2,"tasks":[{"task":"code","probability":0.9}]},
         "rules":[{"rule":"r","effects":["force"]}],"hedgeAfter":"2.5s","hedgeChoice":1,
         "exclusions":[{"model":"b","replica":"two","reason":"not_forced"}],
         "choices":[{"model":"a","replica":"one","estimate":{{Estimate}}}],
         "candidates":[{"model":"a","replica":"one","estimate":{{Estimate}}}]}
        """;

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
