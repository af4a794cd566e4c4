using System.Text.Json;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Debate.DebateScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

/// <summary>What members do with a plan that they agree on.</summary>
public sealed class DebateExecutionTests
{
    private static readonly object[] Diamond =
    [
        Part("d", "Drop the old tables.", "b", "c"),
        Part("a", "Copy the tables."),
        Part("b", "Move readers.", "a"),
        Part("c", "Move writers.", "a"),
    ];

    [Fact]
    public async Task Parts_go_round_the_members_and_each_gets_the_results_it_needs()
    {
        var steps = Agreed(Planning(), Diamond, order => $"Result of {order.Name}.");

        var end = await CompleteAsync(steps);

        Assert.Equal(["part-1", "part-2", "part-3", "part-4", "answer"], steps.Names.Skip(3));
        Assert.Equal(["a:8b", "b:8b", "c:8b", "a:8b"], steps.Orders.Skip(3).Take(4).Select(order => order.Model));
        Assert.DoesNotContain("Result of", Prompt(steps, "part-1"));
        Assert.Contains("===== your part\nDrop the old tables.", Prompt(steps, "part-4"));
        Assert.Contains("===== result of part 2\nResult of part-2.", Prompt(steps, "part-4"));
        Assert.DoesNotContain("Result of part-1", Prompt(steps, "part-4"));
        Assert.All(Enumerable.Range(1, 4), part => Assert.Contains($"Result of part-{part}.", Prompt(steps, "answer")));
        Assert.Equal("Result of answer.", end.Answer.Text);
    }

    [Fact]
    public async Task The_proposer_does_it_all_when_it_is_said_so()
    {
        var steps = Agreed(Planning(), Diamond, _ => "Done as a text.");

        await CompleteAsync(steps, options => options.PartsTo = DebateParts.Proposer);

        Assert.All(steps.Orders.Skip(3).Take(4), order => Assert.Equal("a:8b", order.Model));
    }

    [Fact]
    public async Task Nothing_claims_that_something_was_executed()
    {
        var steps = Agreed(Planning(), [Part("a", "Run the tests.")], _ => "I ran them. All pass.");

        var end = await CompleteAsync(steps);

        var result = Results(steps).Single();
        Assert.Equal("written", result.GetProperty("status").GetString());
        foreach (var claim in (JsonElement[])[result, Payload(end).GetProperty("plan")])
        {
            Assert.Equal(JsonValueKind.Null, claim.GetProperty("executed").ValueKind);
            Assert.Equal("not_executed", claim.GetProperty("reason").GetString());
        }

        Assert.Contains("never say", Prompt(steps, "part-1"));
    }

    [Fact]
    public async Task A_part_that_fails_is_told_and_the_others_go_on_without_it()
    {
        var steps = new ScriptedSteps(
            Planning(),
            order =>
                order.Name == "part-1" ? ScriptedSteps.Failed(order, "silent")
                : order.JsonSchema is null ? ScriptedSteps.Result(order, "Written.")
                : ScriptedSteps.Result(order, Position(PlanAnswer, 0.8, Diamond))
        );

        var end = await CompleteAsync(steps);

        Assert.Equal(["failed", "written", "written", "written"], Results(steps).Select(Status));
        Assert.Contains("(None: this part failed.)", Prompt(steps, "part-2"));
        Assert.Equal(["b:8b", "c:8b"], Order(steps, "part-1").Instead);
        Assert.Equal(3, Payload(end).GetProperty("plan").GetProperty("written").GetInt32());
    }

    [Theory]
    [InlineData("cycle")]
    [InlineData("too_many_parts")]
    [InlineData("unknown_dependency")]
    public async Task A_plan_that_cannot_be_carried_out_is_refused_and_the_answer_is_written_all_the_same(string why)
    {
        object[] parts = why switch
        {
            "cycle" => [Part("a", "One.", "b"), Part("b", "Two.", "a")],
            "unknown_dependency" => [Part("a", "One.", "z")],
            _ => [.. Enumerable.Range(0, 500).Select(at => Part($"{at}", "Again."))],
        };
        var steps = Agreed(Planning(), parts, _ => "Written.");

        var end = await CompleteAsync(steps);

        Assert.Equal("answer", steps.Names.Last());
        Assert.Equal(4, steps.Orders.Count);
        Assert.Equal(why, Payload(end).GetProperty("plan").GetProperty("refused").GetString());
    }

    [Fact]
    public async Task A_plan_that_the_budget_does_not_hold_is_not_begun()
    {
        var steps = Agreed(Planning(), Diamond, _ => "Written.");
        steps.Left = steps.Left with { Calls = 4 };

        var end = await CompleteAsync(steps);

        Assert.Equal("budget_exhausted", Payload(end).GetProperty("plan").GetProperty("refused").GetString());
        Assert.Equal("Written.", end.Answer.Text);
    }

    [Theory]
    [InlineData("math", DebatePlans.ByTask)]
    [InlineData("planning", DebatePlans.Never)]
    public async Task Plans_that_nobody_has_asked_for_are_not_carried_out(string task, DebatePlans plans)
    {
        var request = Request();
        request.Task = task;
        var steps = Agreed(request, Diamond, _ => "Written.");

        await CompleteAsync(steps, options => options.Plans = plans);

        Assert.DoesNotContain("\"parts\"", Order(steps, "position-1").JsonSchema);
        Assert.Equal(["answer"], steps.Names.Skip(3));
    }

    private static ScriptedSteps Agreed(
        StartRunRequest request,
        object[] parts,
        Func<EnsembleWorker.Strategies.StepOrder, string> text
    ) =>
        ScriptedSteps.Saying(
            request,
            order => order.JsonSchema is null ? text(order) : Position(PlanAnswer, 0.8, parts)
        );

    private static StartRunRequest Planning()
    {
        var request = Request();
        request.Task = "planning";
        return request;
    }

    private static IEnumerable<JsonElement> Results(ScriptedSteps steps) =>
        steps
            .Notes.Where(note => note.Name == EventNames.ExecutionResult)
            .Select(note => JsonDocument.Parse(note.PayloadJson).RootElement);

    private static string Status(JsonElement result) => result.GetProperty("status").GetString()!;

    private static string Prompt(ScriptedSteps steps, string name) =>
        Order(steps, name).Messages[0].Content.ReplaceLineEndings("\n");
}
