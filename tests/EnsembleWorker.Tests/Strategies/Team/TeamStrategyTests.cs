using System.Text.Json;
using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Strategies;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Team.TeamRun;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>A team with a lead that knows what it does.</summary>
public sealed class TeamStrategyTests
{
    [Fact]
    public async Task The_lead_calls_roles_until_it_finishes_and_then_the_answer_is_written_from_their_work()
    {
        var steps = ScriptedSteps.Saying(
            Request(),
            Led(Choose("planner", "Plan it."), Choose("coder", "Do step 1."), Choose("finish", answer: "All is there."))
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(
            ["turn-1-lead", "turn-1-planner", "turn-2-lead", "turn-2-coder", "turn-3-lead", "final"],
            steps.Names
        );
        Assert.Equal("text of final", end.Answer.Text);
        Assert.Equal(["final"], steps.Orders.Where(order => order.IsAnswer).Select(order => order.Name));
        var coder = steps.Orders.Single(order => order.Name == "turn-2-coder");
        Assert.Contains("===== your task\nDo step 1.", coder.System());
        Assert.Contains("text of turn-1-planner", coder.System());
        var final = steps.Orders.Last();
        Assert.Contains("text of turn-2-coder", final.System());
        Assert.Contains("All is there.", final.System());
        Assert.Equal("Write a parser.", final.Messages[^1].Content);
    }

    [Fact]
    public async Task Roles_work_with_their_own_prompt_and_timeout_and_are_told_to_routers()
    {
        var request = Request();
        request.Sampling = new Contracts.Worker.V1.Sampling
        {
            MaxTokens = 20,
            Stop = { "\n" },
            Seed = 7,
        };
        var steps = ScriptedSteps.Saying(request, Led(Choose("coder"), Choose("finish")));

        await steps.CompleteAsync();

        var coder = steps.Orders.Single(order => order.Name == "turn-1-coder");
        Assert.Equal(("coder", TimeSpan.FromMinutes(10)), (coder.Role, coder.Limit));
        Assert.Contains("You write the code.", coder.System());
        Assert.Equal(["other:8b", "spare:3b"], coder.Instead);
        // The request's length and ends are meant for the answer, not for work inside of the team.
        Assert.Equal((false, 0, 7), (coder.Sampling!.HasMaxTokens, coder.Sampling.Stop.Count, coder.Sampling.Seed));
        Assert.Null(steps.Orders.Last().Sampling);
    }

    [Fact]
    public async Task Code_goes_back_with_the_problems_that_a_reviewer_of_another_family_has_found()
    {
        var reviews = new Queue<string>([Revise("No tests for empty input.", "Wrong sign."), Approve]);
        var led = Led(
            Choose("coder"),
            Choose("reviewer"),
            Choose("coder", "Solve them."),
            Choose("reviewer", "Again."),
            Choose("finish")
        );
        var steps = ScriptedSteps.Saying(Request(), order => IsReview(order) ? reviews.Dequeue() : led(order));

        var end = await steps.CompleteAsync();

        var payload = end.Payload();
        Assert.Equal("other:8b", steps.Orders.First(IsReview).Model);
        Assert.Contains(
            "- No tests for empty input.\n- Wrong sign.",
            steps.Orders.Single(order => order.Name == "turn-3-coder").System()
        );
        Assert.Equal(
            (1, true),
            (payload.GetProperty("review_cycles").GetInt32(), payload.GetProperty("approved").GetBoolean())
        );
        Assert.Empty(payload.Strings("open_problems"));
    }

    [Fact]
    public async Task Results_say_that_nothing_was_executed()
    {
        var steps = ScriptedSteps.Saying(
            Request(),
            Led(Choose("coder"), Choose("tester"), Choose("committer"), Choose("finish"))
        );

        var end = await steps.CompleteAsync();

        var results = steps.Notes.Where(note => note.Name == EventNames.ExecutionResult).ToList();
        Assert.Equal(
            ["coder", "tester", "committer"],
            results.Select(note => note.Payload().GetProperty("role").GetString())
        );
        foreach (var said in results.Select(note => note.Payload()).Append(end.Payload().GetProperty("not_executed")))
        {
            Assert.Equal(JsonValueKind.Null, said.GetProperty("tests_passed").ValueKind);
            Assert.Equal(JsonValueKind.Null, said.GetProperty("committed").ValueKind);
            Assert.Equal("not_executed", said.GetProperty("reason").GetString());
        }

        Assert.Equal(JsonValueKind.Null, end.Payload().GetProperty("tests_passed").ValueKind);
        Assert.DoesNotContain("nothing was executed", end.Answer.Text);
    }

    [Theory]
    [InlineData("en", "Note: nothing was executed.")]
    [InlineData("ko", "참고: 실제로 실행된 것은 없습니다.")]
    public async Task A_claim_stays_as_it_is_and_the_truth_stands_below_it(string language, string note)
    {
        const string Claim = "Done. All 12 tests passed and I committed the change.";
        var request = Request();
        request.Language = language;
        var led = Led(Choose("tester"), Choose("finish"));
        var steps = ScriptedSteps.Saying(request, order => IsLead(order) ? led(order) : Claim);

        var end = await steps.CompleteAsync();

        Assert.StartsWith($"{Claim}\n\n{note}", end.Answer.Text, StringComparison.Ordinal);
        // The step that was streamed: what is added comes behind it.
        Assert.Equal("final", end.Answer.Step);
        var told = end.Payload().GetProperty("not_executed");
        Assert.Equal(["tester"], told.Strings("claimed_by"));
        Assert.StartsWith(note, told.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_and_the_payload_say_who_did_what_with_which_model()
    {
        var steps = new ScriptedSteps(
            Request(),
            order =>
            {
                var text = Led(Choose(order.Name == "turn-1-lead" ? "planner" : "finish"))(order);
                var result = ScriptedSteps.Result(order, text);
                return order.Name == "turn-1-planner"
                    ? result with
                    {
                        Model = "other:8b",
                        Replaced = [new Replaced("big:70b", "no_replica")],
                    }
                    : result;
            }
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(
            ["lead", "planner", "lead"],
            steps
                .Notes.Where(note => note.Name == EventNames.DiscussionUpdate)
                .Select(note => note.Payload().GetProperty("role").GetString())
        );
        var member = Assert.Single(end.Payload().GetProperty("members").EnumerateArray());
        Assert.Equal(
            ("planner", "other:8b", "completed"),
            (
                member.GetProperty("role").GetString(),
                member.GetProperty("model").GetString(),
                member.GetProperty("result").GetString()
            )
        );
        Assert.Equal("no_replica", member.GetProperty("replaced")[0].GetProperty("cause").GetString());
        // Who had to be replaced is asked last from then on.
        Assert.Equal(["other:8b", "other:8b"], steps.Orders.Skip(2).Select(order => order.Model));
        Assert.Equal(
            (40, 20),
            (
                end.Payload().GetProperty("prompt_tokens").GetInt32(),
                end.Payload().GetProperty("output_tokens").GetInt32()
            )
        );
        Assert.Equal(
            [(1, 50), (2, 50)],
            steps.Told.Where(told => told.Phase == "turns").Select(told => (told.Done, told.Of))
        );
    }

    [Fact]
    public async Task Members_write_to_each_other_and_into_the_memory_that_all_share()
    {
        var led = Led(
            Choose("planner"),
            Choose("coder"),
            Choose("reviewer"),
            Choose("reviewer", "More."),
            Choose("finish")
        );
        var steps = ScriptedSteps.Saying(
            Request(),
            order =>
                order.Name == "turn-1-planner"
                    ? "A plan.\nremember language: Rust\n@Reviewer please look at overflow\nand at limits.\n\n@nobody hi\n@lead go on."
                    : led(order)
        );

        var end = await steps.CompleteAsync();

        Assert.Contains("language: Rust", steps.Orders.Single(order => order.Name == "turn-2-coder").System());
        Assert.Contains("from planner: go on.", steps.Orders.Single(order => order.Name == "turn-2-lead").System());
        var reviews = steps.Orders.Where(IsReview).ToList();
        Assert.Contains("from planner: please look at overflow\nand at limits.", reviews[0].System());
        Assert.DoesNotContain("messages to you", reviews[1].System());
        Assert.Equal(["language"], end.Payload().Strings("memory"));
        var told = steps
            .Notes.Select(note => note.Payload())
            .Single(note => note.GetProperty("step").GetString() == "turn-1-planner");
        Assert.Equal(["nobody"], told.Strings("unknown_roles"));
    }
}
