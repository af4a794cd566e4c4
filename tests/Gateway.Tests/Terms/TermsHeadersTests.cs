using Microsoft.AspNetCore.Http;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Terms;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Tests.Terms;

public sealed class TermsHeadersTests
{
    [Fact]
    public void Without_headers_a_question_is_interactive_and_everything_else_is_left_to_the_router()
    {
        var terms = TermsHeaders.Read(new HeaderDictionary(), new FieldProblems());

        Assert.Equal(RequestPriority.Interactive, terms.Priority);
        Assert.Equal(
            ((TimeSpan?)null, (double?)null, (double?)null),
            (terms.Deadline, terms.LatencyWeight, terms.CostWeight)
        );
    }

    [Theory]
    [InlineData("interactive", RequestPriority.Interactive)]
    [InlineData("Normal", RequestPriority.Normal)]
    [InlineData(" batch ", RequestPriority.Batch)]
    public void A_priority_has_a_name(string text, RequestPriority priority) =>
        Assert.Equal(priority, TermsHeaders.Read(With(TermsHeaders.Priority, text), new FieldProblems()).Priority);

    [Theory]
    [InlineData("0.25", 0.25)]
    [InlineData("30", 30)]
    [InlineData("86400", 86400)]
    public void A_deadline_is_in_seconds(string text, double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            TermsHeaders.Read(With(TermsHeaders.Deadline, text), new FieldProblems()).Deadline
        );

    [Fact]
    public void Weights_may_be_nothing_and_much()
    {
        var headers = With(TermsHeaders.LatencyWeight, "0");
        headers[TermsHeaders.CostWeight] = "1000";

        var terms = TermsHeaders.Read(headers, new FieldProblems());

        Assert.Equal((0.0, 1000.0), (terms.LatencyWeight!.Value, terms.CostWeight!.Value));
    }

    [Theory]
    [InlineData(TermsHeaders.Priority, "urgent", "must be interactive, normal or batch")]
    [InlineData(TermsHeaders.Priority, "", "must be interactive, normal or batch")]
    [InlineData(TermsHeaders.Deadline, "soon", "must be a decimal number from 0.001 to 86400")]
    [InlineData(TermsHeaders.Deadline, "0", "must be a decimal number from 0.001 to 86400")]
    [InlineData(TermsHeaders.Deadline, "-1", "must be a decimal number from 0.001 to 86400")]
    [InlineData(TermsHeaders.Deadline, "1e9", "must be a decimal number from 0.001 to 86400")]
    [InlineData(TermsHeaders.Deadline, "1,5", "must be a decimal number from 0.001 to 86400")]
    [InlineData(TermsHeaders.Deadline, "86400.001", "must be a decimal number from 0.001 to 86400")]
    [InlineData(TermsHeaders.LatencyWeight, "NaN", "must be a decimal number from 0 to 1000")]
    [InlineData(TermsHeaders.LatencyWeight, "∞", "must be a decimal number from 0 to 1000")]
    [InlineData(TermsHeaders.CostWeight, "1000.1", "must be a decimal number from 0 to 1000")]
    [InlineData(TermsHeaders.CostWeight, "", "must be a decimal number from 0 to 1000")]
    public void A_wrong_header_is_named_with_what_it_takes(string header, string text, string expected)
    {
        var problems = new FieldProblems();

        TermsHeaders.Read(With(header, text), problems);

        var problem = Assert.Single(problems.ToError().Problems);
        Assert.Equal((header, expected), (problem.Field, problem.Expected));
    }

    [Fact]
    public void A_header_that_comes_twice_is_wrong()
    {
        var problems = new FieldProblems();

        TermsHeaders.Read(new HeaderDictionary { [TermsHeaders.Deadline] = new string[] { "1", "2" } }, problems);

        Assert.Equal("'X-Orchestrator-Deadline' must be given once.", problems.ToError().Message);
    }

    [Theory]
    [InlineData("auto", "auto", "auto", false)]
    [InlineData("qwen3:8b", "auto", "qwen3:8b", false)]
    [InlineData("auto:fast", "Single", "auto:fast", true)]
    [InlineData("qwen3:8b", "single", "qwen3:8b", true)]
    [InlineData("auto", "ensemble", "ensemble", false)]
    [InlineData("auto:cheap", "ENSEMBLE", "ensemble", false)]
    [InlineData("ensemble", "ensemble", "ensemble", false)]
    public void A_strategy_is_asked_for_as_by_its_virtual_model(
        string model,
        string strategy,
        string asked,
        bool singleOnly
    )
    {
        var problems = new FieldProblems();

        var question = Ask(model).WithStrategy(With(TermsHeaders.Strategy, strategy), problems);

        Assert.False(problems.Any);
        Assert.Equal((asked, singleOnly), (question.Model, question.Terms.SingleOnly));
    }

    [Theory]
    [InlineData(
        "auto",
        "magic",
        "must be auto, single or one of ensemble, cascade, debate, team, decompose, refine, workflow"
    )]
    [InlineData(
        "auto",
        "",
        "must be auto, single or one of ensemble, cascade, debate, team, decompose, refine, workflow"
    )]
    [InlineData("ensemble", "single", "must not be \"single\" for the model \"ensemble\", a strategy itself")]
    [InlineData(
        "qwen3:8b",
        "ensemble",
        "must be auto or single for a named model: a strategy chooses its models itself"
    )]
    public void A_strategy_that_cannot_be_is_named(string model, string strategy, string expected)
    {
        var problems = new FieldProblems();

        Ask(model).WithStrategy(With(TermsHeaders.Strategy, strategy), problems);

        var problem = Assert.Single(problems.ToError().Problems);
        Assert.Equal((TermsHeaders.Strategy, expected), (problem.Field, problem.Expected));
    }

    private static Question Ask(string model) => new() { Model = model, Messages = [] };

    private static HeaderDictionary With(string name, string value) => new() { [name] = value };
}
