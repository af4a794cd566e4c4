using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>What is read from the words of models and users.</summary>
public sealed class TeamAnswerTests
{
    private static readonly RoleNames _names = new(RosterSource.Read("").Value!);

    [Theory]
    [InlineData("coder", "coder")]
    [InlineData("CODER", "coder")]
    [InlineData("coder-", "coder")]
    [InlineData("coder에게", "coder")]
    [InlineData("코더", "coder")]
    [InlineData("코더는", "coder")]
    [InlineData("리뷰어님께", "reviewer")]
    [InlineData("lead", "lead")]
    [InlineData("coders", null)]
    [InlineData("code", null)]
    [InlineData("", null)]
    public void A_name_is_found_with_its_particles_and_in_any_case(string word, string? role) =>
        Assert.Equal(role, _names.Find(word));

    [Fact]
    public void Messages_and_notes_stand_at_the_beginning_of_lines_and_outside_of_code()
    {
        const string Text = """
            Mail someone@coder.org or ask @tester later.
            - @tester: try zero
              and one
            remember `unit`: metres
            ```python
            @coder
            remember x: y
            ```
            > @코더에게 고쳐 주세요
            @Override
            still for nobody
            """;

        var said = MemberText.Of(Text, "planner", _names);

        Assert.Equal(
            [
                new TeamMessage("planner", "tester", "try zero\nand one"),
                new TeamMessage("planner", "coder", "고쳐 주세요"),
            ],
            said.Messages
        );
        Assert.Equal([new MemoryNote("unit", "metres", "planner")], said.Notes);
        Assert.Equal(["Override"], said.Unknown);
    }

    [Fact]
    public void A_flood_of_messages_and_notes_is_taken_up_to_a_limit()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"@coder a\nremember k{i}: v\n@nobody{i}\n"));

        var said = MemberText.Of(text, "planner", _names);

        Assert.Equal((16, 16, 16), (said.Messages.Count, said.Notes.Count, said.Unknown.Count));
    }

    [Theory]
    [InlineData("All 12 tests pass.", true)]
    [InlineData("The test suite passed", true)]
    [InlineData("Tests are now green", true)]
    [InlineData("I ran the program and it works", true)]
    [InlineData("I've successfully executed it", true)]
    [InlineData("The change has been successfully pushed to main", true)]
    [InlineData("Committed as 3f2a.", true)]
    [InlineData("테스트를 모두 통과했습니다", true)]
    [InlineData("커밋을 완료했습니다", true)]
    [InlineData("프로그램을 실행했습니다", true)]
    [InlineData("Run the tests before you commit.", false)]
    [InlineData("This passes the list to the parser.", false)]
    [InlineData("def test_pass(): ...", false)]
    [InlineData("This block is executed when a test fails.", false)]
    [InlineData("테스트 계획을 작성했습니다", false)]
    [InlineData("", false)]
    public void Claims_that_something_was_run_are_noticed(string text, bool isClaim) =>
        Assert.Equal(isClaim, ExecutionClaims.IsIn(text));

    [Fact]
    public void A_claim_is_noticed_at_either_end_of_an_endless_text() =>
        Assert.True(ExecutionClaims.IsIn(new string('a', 500_000) + " All tests passed."));

    [Theory]
    [InlineData("""{"verdict": "approve", "problems": ["ignored"]}""", true, 0)]
    [InlineData("""{"approved": true}""", true, 0)]
    [InlineData("""{"approved": false, "problems": ["a", 5, " ", "b"]}""", false, 2)]
    [InlineData("""Sure: ```json {"verdict": "REVISE", "problems": ["a"]} ```""", false, 1)]
    [InlineData("""{"approved": "yes", "verdict": "approve"}""", null, 0)]
    [InlineData("""{"verdict": "maybe", "problems": ["a"]}""", null, 1)]
    [InlineData("no", null, 0)]
    public void A_verdict_is_read_from_what_a_reviewer_says(string text, bool? isApproved, int problems)
    {
        var review = ReviewAnswer.Read(text, new TeamOptions());

        Assert.Equal((isApproved, problems), (review.IsApproved, review.Problems.Count));
    }

    [Fact]
    public void Problems_are_bounded_in_number_and_length()
    {
        var many = string.Join(',', Enumerable.Repeat($"\"{new string('p', 2_000)}\"", 50));

        var review = ReviewAnswer.Read($$"""{"verdict": "revise", "problems": [{{many}}]}""", new TeamOptions());

        Assert.Equal(16, review.Problems.Count);
        Assert.All(review.Problems, problem => Assert.InRange(problem.Length, 500, 520));
    }
}
