using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Explanations;

/// <summary>Workflows as a sentence names them.</summary>
internal static class WorkflowNames
{
    private const int ShownMax = 12;

    /// <summary>As a client asks for them; of very many the first.</summary>
    public static IEnumerable<string> Shown(RefusalDetail detail) =>
        detail.Workflows.Take(ShownMax).Select(name => $"'{StrategyNames.OfWorkflow(name)}'");
}
