using System.Collections.Immutable;
using Orchestrator.Simulation.Bounds;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Tests.Bounds;

public sealed class SharedPrefixesTests
{
    private readonly SharedPrefixes _prefixes = new();

    [Fact]
    public void Only_what_an_earlier_request_of_the_same_model_began_with_is_known()
    {
        Assert.Equal(0, Add("a", 40, 1, 2, 3, 4));
        Assert.Equal(20, Add("a", 40, 1, 2, 9, 4));
        Assert.Equal(0, Add("b", 40, 1, 2, 3, 4));
        Assert.Equal(0, Add("a", 40, 2, 1, 3, 4));
    }

    [Fact]
    public void One_token_is_always_evaluated()
    {
        Add("a", 40, 1, 2, 3, 4);

        Assert.Equal(39, Add("a", 40, 1, 2, 3, 4));
    }

    private int Add(string model, int tokens, params ImmutableArray<ulong> blocks) =>
        _prefixes.Add(new Arrival(0, TimeSpan.Zero, model, new PromptShape(tokens, blocks, 10), 1));
}
