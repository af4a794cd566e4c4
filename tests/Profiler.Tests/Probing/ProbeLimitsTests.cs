using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Scheduling;
using static Orchestrator.Profiler.Tests.Probing.Fleets;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>What probes may cost, and how they give way.</summary>
public sealed class ProbeLimitsTests
{
    private readonly ProbingOptions _options = new() { IdleTime = TimeSpan.Zero };
    private ProbeState _state = ProbeState.Empty;

    private ProbeOrder? Next(ProbeFacts facts, DateTimeOffset now)
    {
        var schedule = new ProbeSchedule(_options, ProbeQuestions.All);
        (_state, var order) = schedule.Next(ProbeSchedule.Observe(_state, facts, now), facts, now);
        return order;
    }

    private void End(ProbeOrder order, ProbeOutcome outcome, DateTimeOffset now) =>
        (_state, _) = ProbeEnd.Apply(_state, order, outcome, now, _options);

    private (int Orders, long Tokens, double Seconds) UseUp(ProbeFacts facts, long tokens, double seconds)
    {
        var orders = 0;
        for (; Next(facts, Noon) is { } order; orders++)
        {
            End(order, new ProbeOutcome.Answered(IsRight: false, tokens, TimeSpan.FromSeconds(seconds)), Noon);
        }

        return (orders, _state.Used.Values.Sum(spent => spent.Tokens), _state.Used.Values.Sum(spent => spent.Seconds));
    }

    [Theory]
    [InlineData(-29, false)]
    [InlineData(-31, true)]
    [InlineData(29, false)]
    [InlineData(3_600, true)]
    public void A_replica_that_was_used_just_now_is_left_alone_and_an_owners_clock_far_ahead_stops_no_probe(
        int usedAfterSeconds,
        bool probes
    )
    {
        _options.IdleTime = TimeSpan.FromSeconds(30);
        var facts = Facts(Replica("a", Model("m")) with { LastUsedAt = Noon.AddSeconds(usedAfterSeconds) });
        Next(facts, Noon.AddMinutes(-10));

        Assert.Equal(probes, Next(facts, Noon) is not null);
    }

    [Theory]
    [InlineData(1_000_000, 6_000)]
    [InlineData(5_000, 1_000_000)]
    public void A_replicas_budget_and_the_fleets_budget_of_tokens_are_never_passed(long here, long all)
    {
        (_options.TokensPerReplicaAndDay, _options.TokensPerDay) = (here, all);

        var (orders, tokens, _) = UseUp(Facts(Replica("a", Model("m")), Replica("b", Model("n"))), 900, 1);

        Assert.InRange(orders, 1, 30);
        Assert.InRange(tokens, 1, Math.Min(2 * here, all));
    }

    [Theory]
    [InlineData(80_000, 500)]
    [InlineData(400, 80_000)]
    public void A_replicas_budget_and_the_fleets_budget_of_seconds_are_never_passed(int here, int all)
    {
        (_options.SecondsPerReplicaAndDay, _options.SecondsPerDay) = (here, all);

        var (orders, _, seconds) = UseUp(Facts(Replica("a", Model("m")), Replica("b", Model("n"))), 10, 60);

        Assert.InRange(orders, 1, 30);
        Assert.InRange(seconds, 1, Math.Min(2 * here, all));
    }

    [Fact]
    public void A_new_day_has_a_new_budget()
    {
        _options.TokensPerDay = 6_000;
        var facts = Facts(Replica("a", Model("m")));
        UseUp(facts, 2_000, 1);
        Assert.Null(Next(facts, Noon));

        Assert.NotNull(Next(facts, Noon.AddDays(1)));
    }

    [Fact]
    public void After_giving_way_a_replica_is_left_alone_longer_each_time_and_the_question_is_asked_again()
    {
        var facts = Facts(Replica("a", Model("m")));
        var now = Noon;
        var first = Assert.IsType<ProbeOrder.Ask>(Next(facts, now));
        End(first, new ProbeOutcome.GaveWay(TimeSpan.Zero), now);
        Assert.Null(Next(facts, now + (_options.Pause * 0.9)));

        now += _options.Pause;
        var again = Assert.IsType<ProbeOrder.Ask>(Next(facts, now));
        Assert.Equal(first.Question.Id, again.Question.Id);
        End(again, new ProbeOutcome.GaveWay(TimeSpan.Zero), now);
        Assert.Null(Next(facts, now + (_options.Pause * 1.9)));
        Assert.NotNull(Next(facts, now + (_options.Pause * 2)));
    }

    [Fact]
    public void Pauses_have_a_longest_one_and_an_answer_ends_them()
    {
        var facts = Facts(Replica("a", Model("m")));
        var now = Noon;
        for (var at = 0; at < 40; at++)
        {
            var order = Next(facts, now);
            Assert.NotNull(order);
            End(order, new ProbeOutcome.GaveWay(TimeSpan.Zero), now);
            now += _options.PauseMax;
        }

        var last = Next(facts, now);
        Assert.NotNull(last);
        End(last, new ProbeOutcome.Answered(IsRight: true, 1, TimeSpan.Zero), now);
        Assert.NotNull(Next(facts, now));
    }

    [Fact]
    public void A_model_that_keeps_failing_is_given_up_on_that_replica_until_it_is_asked_for()
    {
        var facts = Facts(Replica("a", Model("broken", seenHour: 2), Model("fine", seenHour: 1)));
        var now = Noon;
        for (var at = 0; at < _options.FailuresMax; at++)
        {
            var order = Next(facts, now);
            Assert.Equal("broken", order?.Model.Digest);
            End(order!, new ProbeOutcome.Failed(TimeSpan.Zero), now);
            now += _options.PauseMax;
        }

        var next = Next(facts, now);
        Assert.Equal("fine", next?.Model.Digest);
        End(next!, new ProbeOutcome.Answered(IsRight: true, 1, TimeSpan.Zero), now);
        _state = _state.Ask("broken", now, _options);
        Assert.Equal("broken", Next(facts, now)?.Model.Digest);
    }

    [Fact]
    public void Nothing_is_probed_when_probing_is_off()
    {
        _options.Enabled = false;

        Assert.Null(Next(Facts(Replica("a", Model("m"))), Noon));
    }
}
