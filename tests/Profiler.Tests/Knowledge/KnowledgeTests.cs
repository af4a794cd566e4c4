using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Tests.Hosting;

namespace Orchestrator.Profiler.Tests.Knowledge;

/// <summary>What a reader of the fleet view is told of models and replicas before and after probes.</summary>
public sealed class KnowledgeTests
{
    private const string Model = "qwen3:8b";

    [Fact]
    public async Task A_model_that_is_new_has_skills_and_its_replica_a_rate()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read();
        var replica = ScriptedWorker.Replica("a", Model);
        replica.Gpu = "RTX 4090";
        host.Worker.Owns(replica);

        await reader.UntilAsync(view => view.Model(Model)?.Skills.Count > 0, "the model has skills");
        await reader.UntilAsync(view => view.Replicas["a"].PricePerGpuSecond > 0, "the replica has a rate");

        Assert.Equal(30, reader.Model(Model)!.Skills.Count);
        Assert.Null(reader.Model(Model)!.Price);
        // (450 W + 100 W) at 0.25 per kWh, for a second.
        Assert.Equal(0.55 * 0.25 / 3600, reader.Replicas["a"].PricePerGpuSecond, 9);
        Assert.Equal("USD", reader.Replicas["a"].Currency);
    }

    [Fact]
    public async Task A_model_of_a_provider_has_a_price_per_token_and_no_rate()
    {
        await using var host = await ProfilerHost.StartAsync(
            settings: new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Profiler:Prices:Cloud:0:Model"] = "big-*",
                ["Profiler:Prices:Cloud:0:Input"] = "2",
                ["Profiler:Prices:Cloud:0:Output"] = "8",
            }
        );
        using var reader = host.Read();
        var replica = ScriptedWorker.Replica("cloud", "big-one");
        replica.Kind = "openai";
        host.Worker.Owns(replica);

        await reader.UntilAsync(view => view.Model("big-one")?.Price is not null, "the model has a price");

        var price = reader.Model("big-one")!.Price;
        Assert.Equal((2, 8), (price.InputPerMillion, price.OutputPerMillion));
        Assert.Equal(0, reader.Replicas["cloud"].PricePerGpuSecond);
    }

    [Fact]
    public async Task A_score_that_any_profiler_stores_shows_in_the_skills()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read();
        host.Worker.Owns(ScriptedWorker.Replica("a", Model));
        await reader.UntilAsync(view => view.Model(Model)?.Skills.Count > 0, "the model has skills");
        var score = new ProbeScore($"digest-{Model}", "math", "en", "v", 7, 9, 0, false, Reports.Now);

        await host.Get<IProbeMemory>().KeepAsync(score, Model, CancellationToken.None);

        await reader.UntilAsync(
            view => view.Model(Model)!.Skills.Any(skill => skill is { Task: "math", Language: "en", Probes: 9 }),
            "the score shows"
        );
        var skill = reader.Model(Model)!.Skills.Single(skill => skill is { Task: "math", Language: "en" });
        Assert.Equal(7u, skill.ProbesRight);
        Assert.InRange(7 / 9.0, skill.ProbeLow, skill.ProbeHigh);
    }
}
