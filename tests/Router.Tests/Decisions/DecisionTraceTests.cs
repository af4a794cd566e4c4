using System.Diagnostics;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Rules;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Decisions;

/// <summary>What a trace says of a decision.</summary>
public sealed class DecisionTraceTests : IDisposable
{
    private readonly ActivitySource _source = new("DecisionTraceTests");
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == "DecisionTraceTests",
        Sample = static (ref _) => ActivitySamplingResult.AllData,
    };

    public DecisionTraceTests() => ActivitySource.AddActivityListener(_listener);

    [Fact]
    public void It_has_the_kind_the_choice_its_numbers_the_rules_and_who_was_left_out()
    {
        var span = Traced("qwen3:8b", "gemma3:4b", "mistral:7b");

        Assert.Equal("code", span.GetTagItem("orchestrator.task"));
        Assert.Equal("house-rule", span.GetTagItem("orchestrator.rules"));
        Assert.Equal("v7", span.GetTagItem("orchestrator.rules.version"));
        Assert.Equal("tenant-1", span.GetTagItem("orchestrator.tenant"));
        Assert.Contains("resident", span.GetTagItem("orchestrator.reasons") as string);
        var candidates = Events(span, "candidate");
        Assert.Equal(
            ["qwen3:8b", "mistral:7b"],
            candidates.Select(tags => tags["orchestrator.model"]).Order().Reverse()
        );
        Assert.All(candidates, tags => Assert.IsType<double>(tags["orchestrator.quality"]));
        var excluded = Assert.Single(Events(span, "excluded"));
        Assert.Equal(("gemma3:4b", "rule_forbids"), (excluded["orchestrator.model"], excluded["orchestrator.reason"]));
    }

    [Fact]
    public void It_stays_short_however_large_the_fleet_is()
    {
        var models = Enumerable.Range(0, 40).SelectMany(i => new[] { $"gemma{i}:4b", $"mistral{i}:7b" });

        var span = Traced([.. models]);

        Assert.InRange(Events(span, "candidate").Count, 1, 5);
        Assert.InRange(Events(span, "excluded").Count, 1, 8);
    }

    private Activity Traced(params string[] models)
    {
        var rules = RuleVerdict.None with { Forbid = ["gemma*"], Hits = [new RuleHit("house-rule", ["forbid"])] };
        var request = Request("auto", TaskType.Code, dryRun: true) with { Rules = rules, Tenant = "tenant-1" };
        var fleet = Of(Replica("gpu-1", [.. models.Select(name => Model(name, resident: true))], slots: 4));
        var classification = new Router.Classification.Classification(
            TaskType.Code,
            TextLanguage.English,
            0.9,
            ["code_fence"],
            ClassificationTier.Rules
        );
        var decision = new RouteDecision("d", classification, request, Fresh(fleet).Choose(request).Result);
        var span = _source.StartActivity("router.choose");
        DecisionTrace.Describe(span, decision, "v7");
        span?.Stop();
        return Assert.IsType<Activity>(span);
    }

    private static List<Dictionary<string, object?>> Events(Activity span, string name) =>
        [
            .. span
                .Events.Where(found => found.Name == name)
                .Select(found => found.Tags.ToDictionary(tag => tag.Key, tag => tag.Value)),
        ];

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }
}
