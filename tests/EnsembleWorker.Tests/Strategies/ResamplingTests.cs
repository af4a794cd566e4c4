using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

public sealed class ResamplingTests
{
    [Fact]
    public void Every_step_has_a_seed_of_its_own_and_the_same_in_every_try()
    {
        var request = new StartRunRequest
        {
            Sampling = new Sampling { Seed = 7, MaxTokens = 100 },
        };
        var names = Enumerable.Range(1, 50).Select(number => $"member-{number}").ToList();

        var seeds = names.Select(name => Resampling.Of(request, name, 0.7).Seed).ToList();

        Assert.Equal(seeds.Count, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.InRange(seed, 0, int.MaxValue));
        Assert.Equal(seeds, names.Select(name => Resampling.Of(request, name, 0.7).Seed));
        Assert.Equal(100u, Resampling.Of(request, "member-1", 0.7).MaxTokens);
        Assert.Equal(7, request.Sampling.Seed);
    }

    [Fact]
    public void Another_seed_of_the_request_gives_other_samples()
    {
        var one = Resampling.Of(new StartRunRequest { Sampling = new Sampling { Seed = 1 } }, "member-1", 0.7);
        var two = Resampling.Of(new StartRunRequest { Sampling = new Sampling { Seed = 2 } }, "member-1", 0.7);
        var large = Resampling.Of(new StartRunRequest { Sampling = new Sampling { Seed = 1L << 40 } }, "member-1", 0.7);

        Assert.Equal(3, new[] { one.Seed, two.Seed, large.Seed }.Distinct().Count());
    }

    [Theory]
    [InlineData(null, 0.7)]
    [InlineData(0.0, 0.7)]
    [InlineData(0.2, 0.7)]
    [InlineData(1.1, 1.1)]
    public void A_temperature_that_would_repeat_the_same_answer_is_raised(double? asked, double expected)
    {
        var request = new StartRunRequest();
        if (asked is { } temperature)
        {
            request.Sampling = new Sampling { Temperature = temperature };
        }

        Assert.Equal(expected, Resampling.Of(request, "member-2", 0.7).Temperature);
    }

    [Fact]
    public void No_reserve_stands_in_for_two_members()
    {
        var reserve = RunModel.Of(new StartRunRequest { Models = { "r0", "r1", "r2", "r3", "r4" } });

        Assert.Equal(["r0", "r3"], Reserve.Of(reserve, 0, 3, 5));
        Assert.Equal(["r1", "r4"], Reserve.Of(reserve, 1, 3, 5));
        Assert.Equal(["r2"], Reserve.Of(reserve, 2, 3, 5));
        Assert.Equal(["r0"], Reserve.Of(reserve, 0, 3, 1));
    }
}
