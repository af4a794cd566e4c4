using Orchestrator.Router.Estimates;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Tests.Strategy;

/// <summary>One call or several, and why.</summary>
public sealed class StrategyChooserTests
{
    private const ulong Giga = 1_000_000_000;

    private static readonly StrategyLimits Limits = new StrategyOptions().ToLimits();

    private static readonly ValueWeights Quality = AimProfiles.Default.Quality.Weights;

    private static readonly StrategyMember[] Peers =
    [
        Member("a:14b", "qwen3", 0.7),
        Member("b:14b", "gemma3", 0.7),
        Member("c:14b", "llama", 0.69),
    ];

    [Theory]
    [InlineData("ensemble", null, null, "ensemble", "strategy_requested")]
    [InlineData("debate", "single", "has_tools", "debate", "strategy_requested")]
    [InlineData("qwen3:8b", "ensemble", null, "single", "one_call_is_usual")]
    [InlineData("auto:quality", "single", null, "single", "strategy_rule")]
    [InlineData("auto:fast", "ensemble", null, "ensemble", "strategy_rule")]
    [InlineData("auto:quality", "ensemble", "has_images", "single", "has_images")]
    [InlineData("auto:quality", null, "single_only", "single", "single_only")]
    [InlineData("auto", null, null, "single", "aim_takes_one_call")]
    public void What_was_asked_for_goes_before_rules_and_they_before_figures(
        string model,
        string? rule,
        string? whyOne,
        string expected,
        string reason
    )
    {
        var plan = Chooser().Settle(RequestedModel.Parse(model), rule, whyOne);

        Assert.Equal((expected, reason), (plan?.Name, plan?.Reasons[0]));
    }

    [Fact]
    public void Only_an_aim_that_may_take_several_calls_has_its_members_weighed()
    {
        Assert.Null(Chooser().Settle(RequestedModel.Parse("auto:quality"), wanted: null, whyOne: null));
        Assert.NotNull(
            new StrategyChooser(new StrategyOptions { AutomaticForQuality = false }.ToLimits()).Settle(
                RequestedModel.Parse("auto:quality"),
                wanted: null,
                whyOne: null
            )
        );
    }

    [Fact]
    public void Several_equals_of_different_families_are_worth_their_time_to_whom_quality_is_all()
    {
        var plan = Weigh(Peers, Quality);

        Assert.Equal(("ensemble", true, "gain_pays"), (plan.Name, plan.Parallel, plan.Reasons[0]));
        Assert.InRange(plan.Gain, 0.04, 0.06);
    }

    [Fact]
    public void For_whom_seconds_are_dear_one_answer_is_enough()
    {
        var plan = Weigh(Peers, AimProfiles.Default.Fast.Weights);

        Assert.Equal(("single", "gain_too_small"), (plan.Name, plan.Reasons[0]));
        Assert.True(plan.ExtraSeconds > 0 && plan.ExtraCost > 0);
    }

    [Fact]
    public void Weak_helpers_of_a_strong_model_gain_nothing() =>
        Assert.Equal(
            "single",
            Weigh([Member("a:70b", "x", 0.85), Member("b:1b", "y", 0.4), Member("c:1b", "z", 0.4)], Quality).Name
        );

    [Fact]
    public void Models_of_one_family_gain_less_than_those_of_three()
    {
        var related = Peers.Select(member => member with { Family = "qwen3" }).ToList();

        Assert.True(Weigh(related, Quality).Gain < Weigh(Peers, Quality).Gain);
    }

    [Fact]
    public void A_swap_that_an_ensemble_would_cause_can_be_too_dear()
    {
        var cold = Peers.Select(member => member with { Finish = member.Finish with { Load = 60, Displaced = 200 } });

        Assert.Equal("single", Weigh([Peers[0], .. cold.Skip(1)], Quality with { Latency = 0.005 }).Name);
    }

    [Fact]
    public void One_member_is_no_ensemble() => Assert.Equal("too_few_members", Weigh([Peers[0]], Quality).Reasons[0]);

    [Fact]
    public void Members_that_do_not_fit_into_memory_together_come_one_after_another_and_that_takes_longer()
    {
        var crowded = Peers.Select(member => member with { Homes = [new MemberHome("r", 10 * Giga, 24 * Giga)] });

        var patient = Quality with { Latency = 0.0001 };
        var plan = Weigh([.. crowded], patient);

        Assert.Equal((false, "memory_forbids_parallel"), (plan.Parallel, plan.Reasons[^1]));
        Assert.True(plan.ExtraSeconds > Weigh(Peers, patient).ExtraSeconds);
    }

    [Theory]
    [InlineData(24, 24, true)]
    [InlineData(24, 8, false)]
    [InlineData(0, 0, true)]
    public void Memory_is_counted_over_all_replicas_that_have_the_models(int first, int second, bool fits)
    {
        MemberHome Home(string replica, ulong bytes, int vram) => new(replica, bytes * Giga, (ulong)vram * Giga);
        StrategyMember[] members =
        [
            Peers[0] with
            {
                Homes = [Home("one", 12, first)],
            },
            Peers[1] with
            {
                Homes = [Home("one", 12, first), Home("two", 12, second)],
            },
        ];

        Assert.Equal(fits, MemoryFit.FitTogether(members));
    }

    [Fact]
    public void A_strategy_that_was_asked_for_is_told_to_take_turns_where_memory_wants_it()
    {
        var crowded = Peers.Select(member => member with { Homes = [new MemberHome("r", 20 * Giga, 24 * Giga)] });
        var asked = new StrategyPlan("ensemble", Parallel: true, [StrategyReasons.Requested]);

        var plan = StrategyChooser.Fitted(asked, [.. crowded]);

        Assert.False(plan.Parallel);
        Assert.Equal(["strategy_requested", "memory_forbids_parallel"], plan.Reasons);
        Assert.True(StrategyChooser.Fitted(asked, Peers).Parallel);
    }

    private static StrategyChooser Chooser() => new(Limits);

    private static StrategyPlan Weigh(IReadOnlyList<StrategyMember> members, ValueWeights weights) =>
        Chooser().Weigh(members, weights, promptTokens: 500, outputTokens: 400);

    private static StrategyMember Member(string model, string family, double quality) =>
        new(
            model,
            family,
            quality,
            new FinishEstimate(Wait: 0, Load: 0, Displaced: 0, Prefill: 0.5, Decode: 10),
            new CostEstimate(0.0004, "USD"),
            [new MemberHome($"home-of-{model}", 10 * Giga, 24 * Giga)]
        );
}
