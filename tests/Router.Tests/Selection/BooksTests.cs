using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>What a router remembers of its own choices: demand, residency, lengths of answers, deadlines that cannot be kept.</summary>
public sealed class BooksTests
{
    private static readonly TimeSpan Memory = Limits.Finish.DemandMemory;

    [Fact]
    public void Demand_is_calls_per_second_and_fades()
    {
        var book = DemandBook.Empty;
        for (var i = 0; i < 3_600; i++)
        {
            book = book.Chosen("m", TimeSpan.Zero, Start + TimeSpan.FromSeconds(i / 2.0), Memory);
        }

        var end = Start + TimeSpan.FromSeconds(1_800);
        Assert.Equal(2, book.PerSecond("m", end, Memory), 0.1);
        Assert.Equal(2 / Math.E, book.PerSecond("m", end + Memory, Memory), 0.1);
        Assert.Equal(0, book.PerSecond("other", end, Memory));
    }

    [Fact]
    public void A_load_that_was_just_caused_is_on_its_way_until_it_must_have_ended()
    {
        var book = DemandBook
            .Empty.Chosen("m", TimeSpan.FromSeconds(5), Start, Memory)
            .Chosen("m", default, Start, Memory);

        Assert.True(book.IsOnItsWay("m", Start + TimeSpan.FromSeconds(4)));
        Assert.False(book.IsOnItsWay("m", Start + TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Since_when_a_model_is_in_memory_is_known_of_those_that_were_seen_to_come()
    {
        var cold = Of(Replica("a", [Model("m:8b"), Model("n:8b", resident: true)]));
        var warm = Of(Replica("a", [Model("m:8b", resident: true), Model("n:8b", resident: true)]));
        var seen = ResidencyBook.Empty.Seen(cold, warm, Start);

        Assert.Equal(Start, seen.Since("a", "m:8b"));
        Assert.Null(seen.Since("a", "n:8b"));
        Assert.Same(seen, seen.Seen(warm, warm, Start + TimeSpan.FromSeconds(1)));
        Assert.Null(seen.Seen(warm, cold, Start).Since("a", "m:8b"));
        Assert.Empty(seen.Seen(warm, FleetSnapshot.Empty, Start).Replicas);
    }

    [Fact]
    public void The_length_of_answers_is_learned_per_model_from_what_was_expected()
    {
        var state = Fresh(Of(Replica("a", [Model("m:8b")])));
        for (var i = 0; i < 200; i++)
        {
            var request = Request("m:8b", run: $"r{i}") with { OutputTokens = 400 };
            var (after, result) = state.Choose(request);
            var expected = ((SelectionResult.Chosen)result).Choices[0].OutputTokens;
            state = after.WithReport(Completed($"r{i}", "m:8b", 50, expected), Start, Limits);
        }

        Assert.InRange(state.Lengths.Expected("m:8b", 400), 45, 60);
        Assert.Equal(400, state.Lengths.Expected("n:8b", 400));
        Assert.Empty(state.WithFleet(FleetSnapshot.Empty, Start, Limits).Lengths.Ratios);
    }

    [Fact]
    public void No_report_however_wrong_makes_lengths_nonsense() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<(int, int)[]>(reports =>
            {
                var book = reports.Aggregate(
                    LengthBook.Empty,
                    (before, report) => before.Reported(Completed("r", "m:8b", report.Item1, report.Item2))
                );
                return book.Expected("m:8b", 100) is >= 1 and <= 1_600;
            })
        );

    [Fact]
    public void Lengths_of_models_that_the_fleet_lacks_are_not_taken_in()
    {
        var state = Fresh(Of(Replica("a", [Model("m:8b")])));

        Assert.Empty(state.WithReport(Completed("r", "invented:1b", 10, 100), Start, Limits).Lengths.Ratios);
    }

    [Fact]
    public void A_request_whose_deadline_nobody_can_keep_is_refused_at_once_with_the_time_when_to_come_again()
    {
        var state = Fresh(Of(Busy("a", waiting: 20), Busy("b", waiting: 10)));
        var request = Request("qwen3:8b");
        var wait = state.Choose(request).Choices()[0].Finish.FirstToken;

        var late = state.Choose(request with { Deadline = TimeSpan.FromSeconds(wait - 8) }).Refusal();
        Assert.Equal(RefusalKind.AllBusy, late.Kind);
        Assert.Equal(8, late.RetryAfter!.Value.TotalSeconds, 0.01);

        Assert.Equal(
            "b",
            state.Choose(request with { Deadline = TimeSpan.FromSeconds(wait + 1) }).Choices()[0].Entry.Replica.Name
        );
    }

    [Fact]
    public void A_wait_beyond_the_limit_is_refused_and_the_time_to_come_again_is_bounded()
    {
        var refusal = Fresh(Of(Busy("a", waiting: 2_000))).Choose(Request("qwen3:8b")).Refusal();

        Assert.Equal((RefusalKind.AllBusy, Limits.Patience.RetryAfterMax), (refusal.Kind, refusal.RetryAfter));
    }

    [Fact]
    public void With_a_deadline_another_model_in_time_goes_before_a_better_one_that_is_late()
    {
        var fleet = Of(
            Busy("a", waiting: 1) with
            {
                Models = [Model("m:70b", resident: true)],
            },
            Replica("b", [Model("m:8b", resident: true)])
        );
        var request = Request("auto:quality");

        Assert.Equal("m:70b", Fresh(fleet).Choose(request).Choices()[0].Entry.Model.Name);
        Assert.Equal(
            "m:8b",
            Fresh(fleet).Choose(request with { Deadline = TimeSpan.FromSeconds(5) }).Choices()[0].Entry.Model.Name
        );
    }

    private static ReplicaSnapshot Busy(string name, int waiting) =>
        Replica(name, [Model("qwen3:8b", resident: true)], inFlight: 1, queued: waiting, queueLimit: 10_000);

    private static AttemptReported Completed(string run, string model, int tokens, int expected) =>
        new(run, "a", 1, AttemptOutcome.Completed)
        {
            Model = model,
            OutputTokens = tokens,
            ExpectedTokens = expected,
        };
}
