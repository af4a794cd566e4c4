using Orchestrator.Router.Rules;

namespace Orchestrator.Router.Tests.Rules;

/// <summary>What becomes of the rules when their file changes.</summary>
public sealed class RulesStateTests
{
    private const string Good = "rules: [{ name: a, prefer: x }]";
    private const string Better = "rules: [{ name: b, prefer: y }]";
    private const string Bad = "rules: [{ name: a }]";

    [Fact]
    public void A_bad_file_leaves_the_rules_as_they_are_and_is_told_once()
    {
        var (good, loaded) = Next(RulesState.Empty, Good);
        var (kept, refused) = Next(good, Bad);
        var (still, again) = Next(kept, Bad);

        Assert.Equal((RulesChange.Loaded, RulesChange.Refused, RulesChange.None), (loaded, refused, again));
        Assert.Same(good.Current, still.Current);
        Assert.False(still.IsGood);
    }

    [Fact]
    public void A_good_file_takes_the_place_of_the_old_rules_as_a_whole()
    {
        var (good, _) = Next(RulesState.Empty, Good);
        var (better, change) = Next(good, Better);

        Assert.Equal(RulesChange.Loaded, change);
        Assert.Equal("b", Assert.Single(better.Current.Rules).Name);
        Assert.NotEqual(good.Current.Version, better.Current.Version);
        Assert.Equal(RulesChange.None, Next(better, Better).Change);
    }

    [Fact]
    public void The_old_file_put_back_is_good_again()
    {
        var (good, _) = Next(RulesState.Empty, Good);
        var (bad, _) = Next(good, Bad);
        var (back, change) = Next(bad, Good);

        Assert.Equal(RulesChange.Loaded, change);
        Assert.True(back.IsGood);
        Assert.Same(good.Current, back.Current);
        Assert.Equal(RulesChange.Refused, Next(back, Bad).Change);
    }

    [Fact]
    public void A_file_that_is_gone_leaves_the_rules_as_they_are_and_is_told_once()
    {
        var (good, _) = Next(RulesState.Empty, Good);
        var (gone, change) = Lost(good);
        var (still, again) = Lost(gone);

        Assert.Equal((RulesChange.Unreadable, RulesChange.None), (change, again));
        Assert.Same(good.Current, still.Current);
        Assert.Equal(RulesChange.Refused, Next(still, Bad).Change);
        Assert.Equal(RulesChange.Loaded, Next(still, Good).Change);
    }

    private static (RulesState State, RulesChange Change) Next(RulesState state, string yaml) =>
        state.After(RulesContent.Text.Of(System.Text.Encoding.UTF8.GetBytes(yaml)), "rules.yaml", RuleLimits.Default);

    private static (RulesState State, RulesChange Change) Lost(RulesState state) =>
        state.After(new RulesContent.Unreadable("there is no such file"), "rules.yaml", RuleLimits.Default);
}
