using Orchestrator.EnsembleWorker.Strategies;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Team.TeamRun;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>Users who address roles by their names.</summary>
public sealed class TeamAddressTests
{
    [Theory]
    [InlineData("@coder reverse this list", "turn-1-coder")]
    [InlineData("  @Coder: reverse this list", "turn-1-coder")]
    [InlineData("@코더에게 부탁합니다", "turn-1-coder")]
    [InlineData("@reviewer is this right?", "turn-1-reviewer")]
    public async Task The_role_that_is_addressed_answers_alone_and_as_text(string message, string step)
    {
        var steps = ScriptedSteps.Saying(Request(message), order => $"text of {order.Name}");

        var end = await steps.CompleteAsync();

        var order = Assert.Single(steps.Orders);
        Assert.Equal((step, true, null), (order.Name, order.IsAnswer, order.JsonSchema));
        Assert.DoesNotContain("remember <key>", order.System());
        Assert.Equal(
            ($"text of {step}", "addressed_roles_answered"),
            (end.Answer.Text, end.Payload().GetProperty("ending").GetString())
        );
    }

    [Fact]
    public async Task Several_roles_answer_in_turn_and_see_what_was_answered_before_them()
    {
        var steps = ScriptedSteps.Saying(
            Request("@coder write it\n@property\ndef f(): ...\n@tester and @reviewer: look\n@coder mind the time"),
            order => $"text of {order.Name}"
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(["turn-1-coder", "turn-2-tester"], steps.Names);
        Assert.Contains(
            "===== your task\nwrite it\n@property\ndef f(): ...\nmind the time\n",
            steps.Orders.First().System()
        );
        Assert.Contains("text of turn-1-coder", steps.Orders.Last().System());
        Assert.Contains("===== your task\nand @reviewer: look\n", steps.Orders.Last().System());
        Assert.Equal(2, end.Payload().GetProperty("turns").GetInt32());
        Assert.Equal("@coder:\ntext of turn-1-coder\n\n@tester:\ntext of turn-2-tester", end.Answer.Text);
        Assert.DoesNotContain(steps.Orders, order => order.IsAnswer);
    }

    [Theory]
    [InlineData("@coder @reviewer what do you think?")]
    [InlineData("@coder,@reviewer what do you think?")]
    [InlineData("@coder\n@reviewer what do you think?")]
    public async Task Roles_that_are_named_together_get_the_same_task(string message)
    {
        var steps = ScriptedSteps.Saying(Request(message), order => $"text of {order.Name}");

        await steps.CompleteAsync();

        Assert.Equal(["turn-1-coder", "turn-2-reviewer"], steps.Names);
        Assert.All(steps.Orders, order => Assert.Contains("===== your task\nwhat do you think?\n", order.System()));
    }

    [Theory]
    [InlineData(
        "en",
        "There is no role @codr in this team. Known roles: @planner, @coder, @reviewer, @tester, @committer."
    )]
    [InlineData(
        "ko",
        "이 팀에는 @codr 역할이 없습니다. 사용할 수 있는 역할: @planner, @coder, @reviewer, @tester, @committer."
    )]
    public async Task An_unknown_role_is_told_with_those_that_there_are(string language, string message)
    {
        var request = Request("@codr write it");
        request.Language = language;
        var steps = ScriptedSteps.Saying(request, _ => "");

        var end = Assert.IsType<RunEnd.Failed>(await steps.RunAsync());

        Assert.Equal(("unknown_role", message), (end.Cause, end.Message));
        Assert.Empty(steps.Orders);
    }

    [Theory]
    [InlineData("Mail me@example.org about @coder")]
    [InlineData("@ home")]
    [InlineData("@")]
    [InlineData("@lead do it all")]
    [InlineData("")]
    public async Task A_message_to_nobody_in_particular_is_for_the_whole_team(string message)
    {
        var steps = ScriptedSteps.Saying(Request(message), Led(Choose("finish")));

        await steps.CompleteAsync();

        Assert.Equal(["turn-1-lead", "final"], steps.Names);
    }

    [Fact]
    public async Task Addressed_roles_beyond_the_last_turn_are_not_asked()
    {
        var steps = ScriptedSteps.Saying(Request("@coder @tester @planner go"), order => $"text of {order.Name}");

        var end = await steps.CompleteAsync(options => options.MaxTurns = 2);

        Assert.Equal(["turn-1-coder", "turn-2-tester"], steps.Names);
        Assert.Equal("turn_limit", end.Payload().GetProperty("ending").GetString());
    }

    [Fact]
    public async Task An_addressed_role_that_fails_fails_the_run_and_one_of_several_does_not()
    {
        StepResult Answer(StepOrder order) =>
            order.Role == "tester" ? ScriptedSteps.Failed(order, "gone") : ScriptedSteps.Result(order, "Here.");

        var alone = await new ScriptedSteps(Request("@tester go"), Answer).RunAsync();
        var both = await new ScriptedSteps(Request("@tester @coder go"), Answer).CompleteAsync();

        Assert.Equal("gone", Assert.IsType<RunEnd.Failed>(alone).Cause);
        Assert.Equal("Here.", both.Answer.Text);
    }

    [Fact]
    public async Task The_answer_of_an_addressed_role_is_sampled_as_the_request_says()
    {
        var request = Request("@coder go");
        request.Sampling = new Contracts.Worker.V1.Sampling { MaxTokens = 20, Stop = { "END" } };
        var steps = ScriptedSteps.Saying(request, _ => "Here.");

        await steps.CompleteAsync();

        var sampling = Assert.Single(steps.Orders).Sampling!;
        Assert.Equal((20u, "END"), (sampling.MaxTokens, Assert.Single(sampling.Stop)));
    }
}
