using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Router;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>What the router would decide, by its own rule with its usual settings, of what it would be told.</summary>
/// <param name="members">That an ensemble has at most.</param>
internal sealed class Forecast(int members)
{
    private const string Host = "host";
    private readonly StrategyChooser _chooser = new(new StrategyOptions().ToLimits());

    public StrategyPlan Of(Turn turn) =>
        _chooser.Weigh(Members(turn, members), Turn.Weights, Turn.PromptTokens, (int)turn[0].AnswerTokens);

    public static bool FitsTogether(Turn turn, int members) => MemoryFit.FitTogether(Members(turn, members));

    private static IReadOnlyList<StrategyMember> Members(Turn turn, int members) =>
        [.. turn.Outlooks.Take(members).Select((outlook, place) => Member(turn, place))];

    private static StrategyMember Member(Turn turn, int place)
    {
        var outlook = turn.Outlooks[place];
        var (needs, has) = turn.MemoryAt(place);
        return new StrategyMember(
            outlook.Model,
            outlook.Family,
            outlook.Quality,
            new FinishEstimate(0, outlook.LoadSeconds, 0, 0, outlook.AnswerSeconds),
            new CostEstimate(outlook.Cost, "USD"),
            [new MemberHome(Host, needs, has)]
        );
    }
}
