using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Generation;

namespace Orchestrator.EnsembleWorker.Tests.Generation;

public sealed class ContextRuleTests
{
    private const int Least = 4096;
    private const int Trained = 131_072;

    [Theory]
    [InlineData(null, null, null)] // Nobody asked.
    [InlineData(null, 4096, null)]
    [InlineData(2048, 4096, null)] // What is loaded is enough.
    [InlineData(4096, 4096, null)]
    [InlineData(4097, 4096, 8192)]
    [InlineData(2048, null, 4096)] // Cold: at least the smallest one.
    [InlineData(9000, null, 16384)]
    [InlineData(500_000, null, Trained)] // More than it was trained for helps nobody.
    [InlineData(500_000, Trained, null)]
    public void Only_what_is_needed_beyond_the_loaded_context_is_asked_for(int? wanted, int? loaded, int? expected) =>
        Assert.Equal(expected, ContextRule.Choose(wanted, loaded, Trained, Least));

    [Fact]
    public void Any_mix_of_clients_causes_few_loads_and_no_client_gets_less_than_it_needs()
    {
        var mixes = Gen.Choose(1, 300_000).ListOf(50);
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Arb.From(mixes),
                wishes =>
                {
                    int? loaded = null;
                    var loads = 0;
                    foreach (var wish in wishes)
                    {
                        var asked = ContextRule.Choose(wish, loaded, Trained, Least);
                        Assert.True(asked is null || loaded is null || asked > loaded, "never lowered");
                        loads += asked is null ? 0 : 1;
                        loaded = asked ?? loaded;
                        Assert.True(loaded >= Math.Min(wish, Trained));
                    }

                    // 4096, 8192, … 131072 are six sizes.
                    Assert.InRange(loads, 0, 6);
                }
            )
        );
    }
}
