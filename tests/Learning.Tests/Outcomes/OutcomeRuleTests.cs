using Orchestrator.Contracts.Messages;
using Orchestrator.Learning.Outcomes;

namespace Orchestrator.Learning.Tests.Outcomes;

public sealed class OutcomeRuleTests
{
    private static readonly Outcome Good = Samples.Outcome("run-1");

    public static TheoryData<Outcome, string> Wrong =>
        new()
        {
            { Good with { OutcomeId = Guid.Empty }, nameof(Outcome.OutcomeId) },
            { Good with { RunId = null! }, nameof(Outcome.RunId) },
            { Good with { Model = new string('x', 513) }, nameof(Outcome.Model) },
            { Good with { Replica = "a\0b" }, nameof(Outcome.Replica) },
            { Good with { Propensity = double.NaN }, nameof(Outcome.Propensity) },
            { Good with { Propensity = -0.1 }, nameof(Outcome.Propensity) },
            { Good with { Duration = TimeSpan.FromTicks(-1) }, nameof(Outcome.Duration) },
            { Good with { TimeToFirstToken = TimeSpan.FromTicks(-1) }, nameof(Outcome.TimeToFirstToken) },
            { Good with { OutputTokens = -1 }, nameof(Outcome.OutputTokens) },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Names_the_field_that_cannot_be_kept(Outcome outcome, string field) =>
        Assert.Equal(field, OutcomeRule.ProblemOf(outcome));

    [Fact]
    public void Keeps_what_is_within_the_limits() =>
        Assert.Null(OutcomeRule.ProblemOf(Good with { Model = new string('x', 512), TimeToFirstToken = null }));
}
