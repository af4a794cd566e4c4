using System.Collections.Immutable;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Scheduling;
using static Orchestrator.Profiler.Tests.Probing.Fleets;

namespace Orchestrator.Profiler.Tests.Probing;

public sealed class ProbeScheduleTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private readonly ProbingOptions _options = new();
    private DateTimeOffset _now = Noon;
    private ProbeState _state = ProbeState.Empty;

    private ProbeSchedule Schedule => new(_options, ProbeQuestions.All);

    /// <summary>Looks, waits until everybody counts as idle, looks again, and asks for work.</summary>
    private ProbeOrder? Next(ProbeFacts facts)
    {
        _state = ProbeSchedule.Observe(_state, facts, _now);
        _now += _options.IdleTime;
        (_state, var order) = Schedule.Next(ProbeSchedule.Observe(_state, facts, _now), facts, _now);
        return order;
    }

    private ProbeScore? End(ProbeOrder? order, ProbeOutcome? outcome = null)
    {
        Assert.NotNull(order);
        var ended = outcome ?? new ProbeOutcome.Answered(IsRight: true, 100, _second);
        (_state, var score) = ProbeEnd.Apply(_state, order, ended, _now, _options);
        return score;
    }

    [Fact]
    public void Only_a_replica_that_has_been_idle_for_the_named_time_is_probed()
    {
        var facts = Facts(Replica("a", Model("m")));
        _state = ProbeSchedule.Observe(_state, facts, _now);

        Assert.Null(Schedule.Next(_state, facts, _now + (_options.IdleTime / 2)).Order);
        Assert.NotNull(Schedule.Next(_state, facts, _now + _options.IdleTime).Order);
    }

    [Fact]
    public void Work_in_between_starts_the_idle_time_anew()
    {
        var idle = Facts(Replica("a", Model("m")));
        var busy = Facts(Replica("a", Model("m")) with { IsBusy = true });
        _state = ProbeSchedule.Observe(_state, idle, _now);
        _state = ProbeSchedule.Observe(_state, busy, _now + (_options.IdleTime / 2));
        _state = ProbeSchedule.Observe(_state, idle, _now + (_options.IdleTime * 0.9));

        Assert.Null(Schedule.Next(_state, idle, _now + _options.IdleTime).Order);
    }

    [Fact]
    public void A_replica_that_served_somebody_a_moment_ago_is_not_idle()
    {
        var replica = Replica("a", Model("m"));

        Assert.Null(Next(Facts(replica with { LastUsedAt = _now + (_options.IdleTime / 2) })));
        Assert.NotNull(Next(Facts(replica with { LastUsedAt = _now - _options.IdleTime })));
    }

    [Fact]
    public void Busy_and_unfit_replicas_and_models_that_only_embed_are_left_alone() =>
        Assert.Null(
            Next(
                Facts(
                    Replica("busy", Model("m")) with
                    {
                        IsBusy = true,
                    },
                    Replica("draining", Model("m")) with
                    {
                        MayWork = false,
                    },
                    Replica("embedder", Model("e") with { Answers = false })
                )
            )
        );

    [Fact]
    public void A_model_that_is_not_in_memory_is_loaded_only_where_allowed_and_after_a_long_idle_time()
    {
        var facts = Facts(Replica("a", Model("m", isLoaded: false)));
        Assert.Null(Next(facts));
        _options.LoadModels = true;
        Assert.Null(Next(facts));

        _now += _options.IdleTimeBeforeLoad;

        Assert.True(Next(facts)?.AllowLoad);
    }

    [Fact]
    public void A_model_in_memory_comes_before_one_that_must_be_loaded_and_the_newest_before_the_others()
    {
        _options.LoadModels = true;
        _now += _options.IdleTimeBeforeLoad;
        var facts = Facts(
            Replica(
                "a",
                Model("newest", isLoaded: false, seenHour: 3),
                Model("old", seenHour: 1),
                Model("new", seenHour: 2)
            )
        );

        Assert.Equal("new", Next(facts)?.Model.Digest);
    }

    [Fact]
    public void The_model_of_which_least_is_known_is_next()
    {
        var facts = Facts(Replica("a", Model("m", seenHour: 2), Model("n", seenHour: 1)));
        var order = Next(facts);
        Assert.Equal("m", order?.Model.Digest);
        while (End(order) is null)
        {
            order = Next(facts);
            Assert.Equal("m", order?.Model.Digest);
        }

        Assert.Equal("n", Next(facts)?.Model.Digest);
    }

    [Fact]
    public void One_replica_has_one_probe_and_the_fleet_no_more_than_the_limit()
    {
        _options.ParallelMax = 2;
        var facts = Facts(Replica("a", Model("m")), Replica("b", Model("n")), Replica("c", Model("o")));

        var orders = new[] { Next(facts), Next(facts), Next(facts) };

        Assert.Equal(2, orders.OfType<ProbeOrder>().Select(order => order.Replica.Name).Distinct().Count());
        Assert.Null(orders[2]);
    }

    [Fact]
    public void Two_replicas_with_one_model_work_at_different_units()
    {
        var facts = Facts(Replica("a", Model("m")), Replica("b", Model("m")));

        var units = new[] { Next(facts), Next(facts) }.Cast<ProbeOrder.Ask>().Select(order => order.Unit);

        Assert.Equal(2, units.Distinct().Count());
    }

    [Fact]
    public void Every_question_of_every_unit_is_asked_once_and_then_there_is_nothing_to_do()
    {
        (_options.TokensPerReplicaAndDay, _options.SecondsPerReplicaAndDay) = (10_000_000, 80_000);
        var facts = Facts(Replica("a", Model("m")));
        var asked = new List<string>();
        var scores = new List<ProbeScore>();
        while (Next(facts) is { } order)
        {
            asked.Add(Assert.IsType<ProbeOrder.Ask>(order).Question.Id);
            scores.AddRange(End(order) is { } score ? [score] : []);
        }

        var all = ProbeQuestions.All.SelectMany(set => set.Questions).Select(question => question.Id);
        Assert.Equal(all.Order(), asked.Order());
        Assert.Equal(20, scores.Select(score => score.Unit).Distinct().Count());
        Assert.All(scores, score => Assert.Equal(1.0, score.Score));
    }

    [Fact]
    public void What_the_store_remembers_is_not_asked_again_until_the_digest_or_the_questions_change_or_somebody_asks()
    {
        var history = ProbeQuestions.All.SelectMany(set =>
            ProbeQuestions.Languages.Select(language => new ProbeScore(
                "m",
                set.Task,
                language,
                set.Version,
                5,
                8,
                0,
                IsSimulated: false,
                Noon.AddDays(-1)
            ))
        );
        var known = new ProbeHistory([.. history], DateOnly.MinValue, ImmutableDictionary<string, Spent>.Empty);
        _state = _state.Remembering(known);
        var older = _state.Remembering(
            known with
            {
                Scores = [.. known.Scores.Select(score => score with { Version = "old" })],
            }
        );
        var facts = Facts(Replica("a", Model("m")));

        Assert.Null(Next(facts));
        Assert.NotNull(Next(Facts(Replica("a", Model("m2")))));
        _state = older;
        Assert.NotNull(Next(facts));
        _state = ProbeState.Empty.Remembering(known).Ask("m", _now, _options);
        Assert.NotNull(Next(facts));
    }

    [Fact]
    public void A_model_that_was_asked_for_goes_first_and_too_many_requests_are_refused()
    {
        _options.RequestsMax = 1;
        var facts = Facts(Replica("a", Model("new", seenHour: 5), Model("wanted")));
        _state = _state.Ask("wanted", _now, _options);

        Assert.Same(_state, _state.Ask("another", _now, _options));
        Assert.Equal("wanted", Next(facts)?.Model.Digest);
    }

    [Fact]
    public void Speed_is_measured_before_anything_else_where_nothing_was_observed()
    {
        var facts = Facts(Replica("a", Model("m", hasSpeed: false)));
        var stages = new List<SpeedStage>();
        for (var at = 0; at < 2; at++)
        {
            var order = Assert.IsType<ProbeOrder.Measure>(Next(facts));
            stages.Add(order.Stage);
            End(order, new ProbeOutcome.Answered(IsRight: null, 100, _second));
        }

        Assert.Equal([SpeedStage.Prefill, SpeedStage.Decode], stages);
        Assert.IsType<ProbeOrder.Ask>(Next(facts));
    }

    [Fact]
    public void A_wish_measures_speed_again_on_its_replica_only_and_once()
    {
        var facts = Facts(Replica("a", Model("m")), Replica("b", Model("m")));
        var at = _now;
        _state = _state.AskSpeed("b", "m", at);
        var measured = new List<(string, SpeedStage)>();
        for (var probe = 0; probe < 6; probe++)
        {
            var order = Next(facts)!;
            if (order is ProbeOrder.Measure measure)
            {
                measured.Add((order.Replica.Name, measure.Stage));
            }

            End(order, new ProbeOutcome.Answered(IsRight: true, 100, _second));
            _state = _state.AskSpeed("b", "m", at);
        }

        Assert.Equal([("b", SpeedStage.Prefill), ("b", SpeedStage.Decode)], measured);
        Assert.True(ProbeSchedule.IsMeasured(_state, "b", "m"));
        _state = _state.AskSpeed("b", "m", _now.AddHours(1));
        Assert.False(ProbeSchedule.IsMeasured(_state, "b", "m"));
    }

    [Fact]
    public void Questions_come_in_an_order_that_the_seed_and_the_model_decide()
    {
        var questions = ProbeQuestions.Of("math")!.In("en");
        string[] Ids(string digest, int seed) =>
            [.. QuestionOrder.Shuffled(questions, digest, seed).Select(question => question.Id)];

        Assert.Equal(Ids("m", 1), Ids("m", 1));
        Assert.NotEqual(Ids("m", 1), Ids("m", 2));
        Assert.NotEqual(Ids("m", 1), Ids("n", 1));
    }
}
