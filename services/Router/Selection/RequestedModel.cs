using Orchestrator.Router.Fleet;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Selection;

/// <param name="Name">As the client wrote it.</param>
/// <param name="Key">One spelling per model.</param>
internal sealed record RequestedModel(string Name, string Key, ModelAim Aim)
{
    /// <summary>Of several model calls; null for one call.</summary>
    public string? Strategy { get; init; }

    /// <summary>Which workflow, where the name says it; null otherwise.</summary>
    public string? Workflow { get; init; }

    public static RequestedModel Parse(string name)
    {
        var key = ModelKey.Of(name);
        var strategy = StrategyNames.Find(key);
        var aim = key switch
        {
            "auto:latest" => ModelAim.Balanced,
            "auto:fast" => ModelAim.Fast,
            "auto:quality" => ModelAim.Quality,
            "auto:cheap" => ModelAim.Cheap,
            _ => strategy is null ? ModelAim.Named : ModelAim.Ensemble,
        };
        return new RequestedModel(name.Trim(), key, aim)
        {
            Strategy = strategy,
            Workflow = StrategyNames.FindWorkflow(key),
        };
    }

    /// <summary>The same wish, answered by this strategy.</summary>
    public RequestedModel By(string strategy) => this with { Aim = ModelAim.Ensemble, Strategy = strategy };
}
