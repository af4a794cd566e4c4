using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>What a slot still knows of the prompt before.</summary>
public sealed class PrefixCacheTests
{
    private const int BlockTokens = 100;
    private readonly HostScript _host = new(HostScript.Config(Small, Thinker, Embedder) with { NumParallel = 2 });

    [Fact]
    public void The_common_beginning_of_two_prompts_is_not_evaluated_again()
    {
        Assert.Equal(0, Cached(Prompt(1, 2, 3)));
        Assert.Equal(200, Cached(Prompt(1, 2, 4, 5)));
        Assert.Equal(0, Cached(Prompt(9, 2, 4, 5)));
    }

    [Fact]
    public void One_token_is_always_evaluated()
    {
        Cached(Prompt(1, 2));
        Assert.Equal(199, Cached(Prompt(1, 2)));
    }

    [Fact]
    public void A_request_takes_the_free_slot_that_knows_most_of_its_prompt()
    {
        var first = Start(Prompt(1, 2, 3));
        var second = Start(Prompt(7, 8, 9));
        _host.End(second);
        _host.End(first);
        var (again, other) = (Start(Prompt(7, 8, 1)), Start(Prompt(1, 2, 3, 4)));
        Assert.Equal((200, 300), (_host.CachedTokens(again), _host.CachedTokens(other)));
    }

    [Fact]
    public void Less_than_a_tenth_in_common_spoils_the_least_recently_used_slot_and_not_the_similar_one()
    {
        var old = Start(Prompt(5, 6));
        var similar = Start(Prompt(1, 2));
        _host.End(old);
        _host.End(similar);
        Assert.Equal(0, Cached(Prompt([1, .. Enumerable.Range(100, 20)])));
        Assert.Equal(199, Cached(Prompt(1, 2)));
    }

    [Fact]
    public void A_busy_slot_cannot_be_shared()
    {
        Start(Prompt(1, 2, 3));
        Assert.Equal(0, _host.CachedTokens(Start(Prompt(1, 2, 3))));
    }

    [Fact]
    public void The_cache_is_gone_with_the_runner()
    {
        Cached(Prompt(1, 2, 3));
        _host.Do(new HostEvent.UnloadAsked(Small));
        var id = _host.Arrive(Small, prompt: Prompt(1, 2, 3));
        _host.EndLoad();
        Assert.Equal(0, _host.CachedTokens(id));
    }

    [Fact]
    public void Blocks_of_another_size_and_prompts_without_blocks_share_nothing()
    {
        Cached(Prompt(1, 2, 3));
        Assert.Equal(0, Cached(Prompt(1, 2, 3) with { BlockTokens = 50 }));
        Assert.Equal(0, Cached(PromptShape.Unshared(500)));
        Assert.Equal(0, Cached(PromptShape.None));
    }

    [Fact]
    public void An_embedding_model_evaluates_everything()
    {
        Cached(Prompt(1, 2), Embedder);
        Assert.Equal(0, Cached(Prompt(1, 2), Embedder));
    }

    private static PromptShape Prompt(params int[] blocks) =>
        new(blocks.Length * BlockTokens, [.. blocks.Select(block => (ulong)block)], BlockTokens);

    private long Start(PromptShape prompt, string model = Small)
    {
        if (!_host.State.Runners.ContainsKey(model))
        {
            _host.Warm(model);
        }

        return _host.Arrive(model, prompt: prompt);
    }

    private int Cached(PromptShape prompt, string model = Small)
    {
        var id = Start(prompt, model);
        _host.End(id);
        return _host.CachedTokens(id);
    }
}
