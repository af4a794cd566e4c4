using Orchestrator.Inference;

namespace Orchestrator.LlamaCppHost.Tests;

public sealed class MemoryTests
{
    private const int WarmUps = 10;
    private const int Rounds = 20;

    [LlamaFact]
    public async Task Loading_and_unloading_again_and_again_does_not_fill_the_memory()
    {
        await using var host = await HostProcess.StartAsync();
        var model = ModelId.Parse("tiny");
        var options = new ModelOptions { NumCtx = 8_192 };
        List<long> idle = [];
        var loaded = 0L;
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            await host.Client.LoadAsync(model, KeepAlive.Forever, options, CancellationToken.None);
            Assert.Single(await host.Client.ListLoadedAsync(CancellationToken.None));
            loaded = host.ResidentKilobytes();
            await host.Client.UnloadAsync(model, CancellationToken.None);
            idle.Add(host.ResidentKilobytes());
        }

        // Unloading gives memory back, and twenty rounds leave behind less than two rounds take.
        var taken = loaded - idle[^1];
        Assert.InRange(taken, 4_096, long.MaxValue);
        Assert.InRange(idle[^1] - idle[WarmUps - 1], long.MinValue, 2 * taken);
    }
}
