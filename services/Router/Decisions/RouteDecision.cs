using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Decisions;

/// <summary>Everything that was decided for one request, and from what.</summary>
internal sealed record RouteDecision(
    string Id,
    Classification.Classification Classification,
    SelectionRequest Request,
    SelectionResult Result
)
{
    /// <summary>One model call.</summary>
    public const string Single = "single";

    /// <summary>Several models answer, and one answer is written from theirs.</summary>
    public const string Ensemble = "ensemble";

    public string Strategy => Request.IsEnsemble ? Ensemble : Single;

    /// <summary>Models that a strategy of several calls may use, best first; empty for a single answer.</summary>
    public IEnumerable<string> Models =>
        Request.IsEnsemble && Result is SelectionResult.Chosen chosen
            ? chosen.Choices.Select(choice => choice.Entry.Model.Name)
            : [];
}
