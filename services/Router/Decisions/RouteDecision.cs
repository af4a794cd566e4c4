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
    /// <summary>The only strategy so far.</summary>
    public const string Single = "single";
}
