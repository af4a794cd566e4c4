using Orchestrator.Profiler.Tests.Hosting;
using static Orchestrator.Profiler.Tests.Hosting.ScriptedWorker;

namespace Orchestrator.Profiler.Tests.Grpc;

/// <summary>The profiler over real sockets, with a worker that says what the test wants.</summary>
public sealed class WatchFleetTests
{
    [Fact]
    public async Task A_reader_sees_the_models_that_a_worker_reports_and_then_its_loss()
    {
        await using var host = await ProfilerHost.StartAsync(
            settings: new() { ["Profiler:RedialWait"] = "00:00:10", ["Profiler:RedialWaitMax"] = "00:01:00" }
        );
        using var reader = host.Read();

        host.Worker.Owns(Replica("a", "qwen3:8b"));
        await reader.UntilAsync(view => view.Models.Count == 1, "the model is seen");
        Assert.Equal(["a"], reader.Model("qwen3:8b")?.Replicas);
        Assert.True(reader.Owners["http://w1/"].Reachable);

        host.Worker.Break();
        await reader.UntilAsync(view => !view.Owners["http://w1/"].Reachable, "the loss is seen");
        Assert.Equal("owner_silent", reader.Replicas["a"].HealthReason.Code);
        Assert.Single(reader.Models);
    }

    [Fact]
    public async Task A_worker_that_comes_back_is_watched_again()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read();
        host.Worker.Owns(Replica("a", "qwen3:8b"));
        await reader.UntilAsync(view => view.Models.Count == 1, "the model is seen");

        host.Worker.Break();
        await reader.UntilAsync(view => !view.Owners["http://w1/"].Reachable, "the loss is seen");
        await reader.UntilAsync(view => view.Owners["http://w1/"].Reachable, "the worker is heard again");
        host.Worker.Owns(Replica("a", "qwen3:8b", "gemma3:12b"));

        await reader.UntilAsync(view => view.Models.Count == 2, "the new model is seen");
    }

    [Fact]
    public async Task A_deleted_model_goes_and_a_replaced_one_is_another()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read(speeds: true);
        host.Worker.Owns(Replica("a", "kept", "deleted"));
        await reader.UntilAsync(view => view.Speeds.Count == 2, "both models have a prior");

        var replaced = Replica("a", "kept");
        replaced.InventoryHash = 99;
        replaced.Models[0].Digest = "other";
        host.Worker.Owns(replaced);

        await reader.UntilAsync(view => view.Models.ContainsKey(("kept", "other")), "the new weights are seen");
        await reader.UntilAsync(view => view.Models.Count == 1 && view.Speeds.Count == 1, "the old ones are gone");
        Assert.True(reader.Speeds[("a", "other")].DecodeTokensPerSecond.Value > 0);
    }

    [Fact]
    public async Task A_reader_without_interest_in_speeds_gets_none()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read();

        host.Worker.Owns(Replica("a", "qwen3:8b"));
        await reader.UntilAsync(view => view.Models.Count == 1, "the model is seen");

        Assert.Empty(reader.Speeds);
    }
}
