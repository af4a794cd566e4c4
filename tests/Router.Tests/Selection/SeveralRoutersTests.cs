using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>Routers share nothing but the owners' reports, which come late.</summary>
public sealed class SeveralRoutersTests
{
    private const int Routers = 4;
    private const int Replicas = 10;

    [Fact]
    public void A_burst_over_four_routers_within_one_report_does_not_stampede()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var sent = new int[Replicas];
            var routers = Enumerable.Range(0, Routers).Select(_ => Fresh(Warm(sent))).ToArray();
            for (var i = 0; i < 80; i++)
            {
                Send(routers, i % Routers, sent, Start, seed + (1_000 * i));
            }

            // Evenly spread it would be 8 each: nobody gets more than half as many again.
            Assert.InRange(sent.Max(), 8, 12);
        }
    }

    [Fact]
    public void When_one_replica_falls_idle_the_routers_do_not_all_run_to_it()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            // All have four calls but the last, which has none; everybody has just heard so.
            var sent = Enumerable.Repeat(4, Replicas).ToArray();
            sent[^1] = 0;
            var routers = Enumerable.Range(0, Routers).Select(_ => Fresh(Warm(sent))).ToArray();
            for (var i = 0; i < 16; i++)
            {
                Send(routers, i % Routers, sent, Start, seed + (1_000 * i));
            }

            // Each fills it up to what the others have, and sees only its own part of that.
            Assert.InRange(sent[^1], 4, (Routers * 4) - 2);
            Assert.InRange(sent[..^1].Max(), 4, 6);
        }
    }

    [Fact]
    public void A_burst_for_a_model_that_nobody_has_loads_it_on_few_replicas()
    {
        var state = Fresh(
            new FleetSnapshot(Enumerable.Range(0, Replicas).Select(i => Replica($"r{i}", slots: 4, queueLimit: 64)))
        );
        var loads = new HashSet<string>();
        for (var i = 0; i < 12; i++)
        {
            var step = state.Choose(Request(run: $"r{i}") with { PromptTokens = 200, OutputTokens = 50 }, seed: i);
            state = step.State;
            loads.Add(step.Choices()[0].Entry.Replica.Name);
        }

        Assert.InRange(loads.Count, 1, 3);
    }

    [Fact]
    public void A_replica_that_vanishes_in_a_burst_gets_nothing_more_and_its_calls_go_elsewhere()
    {
        var sent = new int[3];
        var state = Fresh(Warm(sent));
        var lost = Enumerable.Range(0, 9).Select(i => Ask(ref state, $"r{i}", i)).Count(replica => replica == "r0");
        Assert.True(lost > 0);

        state = state.WithFleet(Of(Warm(sent).Replicas[1], Warm(sent).Replicas[2]), Start, Limits);

        // Those that were on their way there come back as failed, and nobody is left out.
        Assert.DoesNotContain("r0", Enumerable.Range(0, 9 + lost).Select(i => Ask(ref state, $"again{i}", i)));
        Assert.DoesNotContain("r0", state.Ledgers.Keys);
    }

    [Fact]
    public void After_any_history_of_choices_reports_restarts_and_losses_no_counter_is_negative() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<int>(seed =>
            {
                var random = new Random(seed);
                var (state, now) = (Fresh(Warm(new int[3])), Start);
                for (var i = 0; i < 100; i++)
                {
                    now += TimeSpan.FromMilliseconds(random.Next(400));
                    state = Step(state, now, random);
                    using var look = new Standings(state, Request("m:8b"), state.Fleet, now, Limits);
                    for (var replica = 0; replica < state.Fleet.Replicas.Count; replica++)
                    {
                        var standing = look[replica];
                        if (
                            standing
                            is not {
                                Load: >= 0,
                                Work: >= 0,
                                RunningSeconds: >= 0,
                                WaitingSeconds: >= 0,
                                LoadSeconds: >= 0
                            }
                        )
                        {
                            return false;
                        }
                    }
                }

                return state.Hedges.Tokens >= 0;
            })
        );

    private static SelectionState Step(SelectionState state, DateTimeOffset now, Random random)
    {
        var run = $"r{random.Next(20)}";
        var replica = $"r{random.Next(4)}";
        return random.Next(4) switch
        {
            0 => state.WithFleet(
                new FleetSnapshot(
                    Enumerable
                        .Range(0, random.Next(4))
                        .Select(i =>
                            Replica(
                                $"r{i}",
                                [Model("m:8b", random.Next(2) == 0)],
                                random.Next(3),
                                epoch: (ulong)random.Next(1, 3),
                                countedAt: now
                            )
                        )
                ),
                now,
                Limits
            ),
            1 => state.WithReport(
                new(run, replica, (ulong)random.Next(1, 3), (AttemptOutcome)random.Next(5)),
                now,
                Limits
            ),
            _ => state.Choose(Request("m:8b", run: run), now, random.Next()).State,
        };
    }

    private static void Send(SelectionState[] routers, int router, int[] sent, DateTimeOffset now, int seed)
    {
        var step = routers[router].Choose(Request("m:8b", run: $"{router}-{seed}"), now, seed);
        routers[router] = step.State;
        sent[int.Parse(step.Choices()[0].Entry.Replica.Name[1..], System.Globalization.CultureInfo.InvariantCulture)]++;
    }

    private static string Ask(ref SelectionState state, string run, int seed)
    {
        (state, var result) = state.Choose(Request("m:8b", run: run), seed: seed);
        return Assert.IsType<SelectionResult.Chosen>(result).Choices[0].Entry.Replica.Name;
    }

    private static FleetSnapshot Warm(int[] calls) =>
        new(
            calls.Select(
                (count, i) =>
                    Replica(
                        $"r{i}",
                        [Model("m:8b", resident: true)],
                        Math.Min(count, 2),
                        Math.Max(0, count - 2),
                        slots: 2,
                        queueLimit: 64
                    )
            )
        );
}
