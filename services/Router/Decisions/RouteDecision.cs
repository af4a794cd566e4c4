using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Decisions;

/// <summary>Everything that was decided for one request, and from what.</summary>
internal sealed record RouteDecision(
    string Id,
    Classification.Classification Classification,
    SelectionRequest Request,
    SelectionResult Result
)
{
    /// <summary>How it is answered, and why.</summary>
    public StrategyPlan Plan { get; init; } = StrategyPlan.Single(StrategyReasons.Usual);

    public string Strategy => Request.Model.Strategy ?? StrategyNames.Single;

    /// <summary>Models that a strategy of several calls may use, its members first; empty for a single answer.</summary>
    public IEnumerable<string> Models =>
        Request.IsEnsemble && Result is SelectionResult.Chosen chosen
            ? Usable(chosen).Select(choice => choice.Entry.Model.Name)
            : [];

    /// <summary>Members first, then those that take their places.</summary>
    public static IEnumerable<SelectedChoice> Usable(SelectionResult.Chosen chosen) =>
        chosen.Choices.Concat(chosen.Reserve);
}
