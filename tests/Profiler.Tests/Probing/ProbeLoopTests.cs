using Grpc.Core;
using Microsoft.Extensions.Logging;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Profiler.Tests.Probing;

public sealed class ProbeLoopTests
{
    private const string Model = "qwen3:8b";

    [Fact]
    public async Task An_idle_model_is_probed_and_its_scores_are_what_the_simulation_drew()
    {
        await using var bench = await ProbeBench.StartAsync();
        bench.Own("a", Model);

        await bench.UntilAsync(() => bench.Memory.Scores.Count >= 2, "two units are scored");

        Assert.All(
            bench.Memory.Scores,
            score =>
            {
                Assert.True(score.IsSimulated);
                Assert.Equal($"digest-{Model}", score.Digest);
                Assert.Equal(Drawn(score), score.Correct);
            }
        );
        Assert.All(bench.Owner.Asked, request => Assert.False(request.AllowLoad));
        Assert.All(bench.Memory.Spent, spent => Assert.True(spent.Spent.Tokens > 50));
    }

    [Fact]
    public async Task Only_the_leader_probes_and_one_that_no_longer_is_stops()
    {
        await using var bench = await ProbeBench.StartAsync();
        bench.Seat.IsLeader = false;
        bench.Own("a", Model);
        await bench.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Empty(bench.Owner.Asked);

        bench.Seat.IsLeader = true;
        await bench.UntilAsync(() => !bench.Owner.Asked.IsEmpty, "the leader asks");
        bench.Seat.IsLeader = false;
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        var asked = bench.Owner.Asked.Count;
        await bench.PassAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(asked, bench.Owner.Asked.Count);
    }

    [Fact]
    public async Task What_was_idle_while_the_lease_of_a_killed_leader_ran_out_is_probed_at_once()
    {
        var idleTime = TimeSpan.FromSeconds(30);
        await using var bench = await ProbeBench.StartAsync(idleTime: idleTime);
        bench.Seat.IsLeader = false;
        bench.Own("a", Model);
        await bench.PassAsync(idleTime);

        bench.Seat.IsLeader = true;
        var since = bench.Clock.GetUtcNow();
        await bench.UntilAsync(
            () => !bench.Owner.Asked.IsEmpty || bench.Clock.GetUtcNow() - since >= idleTime,
            "it asks, or has waited anew"
        );

        Assert.NotEmpty(bench.Owner.Asked);
    }

    [Fact]
    public async Task A_leader_that_lost_its_seat_waits_anew_for_replicas_to_be_idle()
    {
        var idleTime = TimeSpan.FromSeconds(30);
        await using var bench = await ProbeBench.StartAsync(idleTime: idleTime);
        bench.Own("a", Model);
        await bench.UntilAsync(() => !bench.Owner.Asked.IsEmpty, "it asks");
        bench.Seat.IsLeader = false;
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        var asked = bench.Owner.Asked.Count;

        bench.Seat.IsLeader = true;
        await bench.PassAsync(idleTime / 2);

        Assert.Equal(asked, bench.Owner.Asked.Count);
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted, "busy")]
    [InlineData(StatusCode.Aborted, "preempted")]
    [InlineData(StatusCode.FailedPrecondition, "old_epoch")]
    public async Task A_replica_that_went_to_real_work_is_left_alone_and_asked_the_same_again_later(
        StatusCode status,
        string cause
    )
    {
        await using var bench = await ProbeBench.StartAsync();
        bench.Owner.Ends.Enqueue((status, cause));
        bench.Own("a", Model);
        await bench.UntilAsync(() => bench.Owner.Asked.Count == 1, "the first probe is refused");
        await bench.PassAsync(new ProbingOptions().Pause / 10);
        Assert.Single(bench.Owner.Asked);

        bench.Clock.Advance(new ProbingOptions().Pause);
        await bench.UntilAsync(() => bench.Owner.Asked.Count >= 2, "the question is asked again");

        var asked = bench.Owner.Asked.Take(2).Select(request => request.Messages[0].Content);
        Assert.Single(asked.Distinct());
    }

    [Fact]
    public async Task A_broken_model_is_given_up_and_a_wish_brings_it_back()
    {
        await using var bench = await ProbeBench.StartAsync();
        var failures = new ProbingOptions().FailuresMax;
        for (var at = 0; at < failures; at++)
        {
            bench.Owner.Ends.Enqueue((StatusCode.Internal, "stream_broken"));
        }

        bench.Own("a", Model);
        for (var at = 1; at <= failures; at++)
        {
            var wanted = at;
            await bench.UntilAsync(() => bench.Owner.Asked.Count >= wanted, "the next probe fails");
            await bench.PassAsync(TimeSpan.FromSeconds(1));
            bench.Clock.Advance(new ProbingOptions().Pause * 4);
        }

        await bench.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(failures, bench.Owner.Asked.Count);

        bench.Memory.Wish($"digest-{Model}", bench.Clock.GetUtcNow());
        await bench.UntilAsync(() => bench.Owner.Asked.Count > failures, "the wish is taken");
    }

    [Fact]
    public async Task A_store_that_is_away_delays_probing_and_is_said()
    {
        await using var bench = await ProbeBench.StartAsync(new RememberedProbes { Outages = 2 });
        bench.Own("a", Model);

        await bench.UntilAsync(() => !bench.Owner.Asked.IsEmpty, "probing begins after the outage");

        Assert.Equal(2, bench.Log.Lines.Count(line => line.Id.Id == 3504 && line.Level == LogLevel.Warning));
    }

    [Fact]
    public async Task What_was_scored_before_is_not_asked_again_and_a_wish_is_removed_when_it_is_fulfilled()
    {
        var memory = new RememberedProbes();
        foreach (var set in ProbeQuestions.All)
        {
            foreach (var language in ProbeQuestions.Languages.Where(language => (set.Task, language) != ("math", "ko")))
            {
                memory.Scores.Enqueue(
                    new ProbeScore($"digest-{Model}", set.Task, language, set.Version, 4, 8, 0, true, Fleets.Noon)
                );
            }
        }

        memory.Wish($"digest-{Model}", Fleets.Noon.AddSeconds(-1));
        await using var bench = await ProbeBench.StartAsync(memory);
        bench.Own("a", Model);

        await bench.UntilAsync(() => memory.Wishes == 0, "the wish is fulfilled");

        var stages = Enum.GetValues<SpeedStage>().Length;
        Assert.Equal(stages + ProbeQuestions.Of("math")!.In("ko").Length, bench.Owner.Asked.Count);
        Assert.Equal(("math", "ko"), (memory.Scores.Last().Task, memory.Scores.Last().Language));
    }

    [Fact]
    public async Task A_wish_that_nobody_can_fulfil_is_given_up()
    {
        var memory = new RememberedProbes();
        memory.Wish("digest-of-no-replica", Fleets.Noon);
        await using var bench = await ProbeBench.StartAsync(memory);
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, memory.Wishes);

        bench.Clock.Advance(new ProbingOptions().RequestKeep);

        await bench.UntilAsync(() => memory.Wishes == 0, "it is given up");
    }

    private static int Drawn(ProbeScore score) =>
        ProbeQuestions
            .Of(score.Task)!
            .In(score.Language)
            .Count(question =>
                AnswerDraw
                    .Of(
                        SkillWorld.Default,
                        ModelCatalogue.Find(Model)!,
                        QuestionBank.WithProbes.Questions.Single(known => known.Id == "probe-" + question.Id),
                        new Sampling(0, 1)
                    )
                    .IsRight
            );
}
